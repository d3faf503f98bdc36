import { AppraisalHeader, SchemeHeader } from '@kepu/contract/plan-appraisal'
import { YearPlanHeader } from '@kepu/contract/plan-year'
import { Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../../lib/api.ts'
import { useCan } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import appraisalCss from './appraisal.css?url'
import type { AppraisalText } from './messages.zh-CN.ts'
import { ImportScheme, NewAppraisal, NewScheme } from './new-forms.tsx'
import { StatusTag } from './status-tag.tsx'
import { useAppraisalText } from './words.ts'

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [appraisals, schemes, years] = await Promise.all([
    api.get('/appraisals', listOf(AppraisalHeader)),
    api.get('/appraisal-schemes', listOf(SchemeHeader)),
    api.get('/years', listOf(YearPlanHeader)),
  ])
  return { appraisals: appraisals.items, schemes: schemes.items, years: years.items }
}

/** 目标管理考核: the appraisals of the years, and the schemes they go by. */
export default function Appraisals() {
  const { appraisals, schemes, years } = useLoaderData<typeof loader>()
  const text = useAppraisalText()
  const mayOpen = useCan('plan.appraisal.open')
  const mayWrite = useCan('plan.scheme.open')
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={mayOpen && <NewAppraisal schemes={schemes} years={years} />}
      />
      <DataTable
        label={text.appraisals}
        rows={appraisals}
        columns={appraisalColumns(text)}
        rowKey={({ id }) => id}
        empty={text.noAppraisals}
      />
      <div className="panel appraisal-schemes">
        <div className="page-header-row">
          <h2>{text.schemes}</h2>
          {mayWrite && (
            <div className="page-actions">
              <NewScheme />
              <ImportScheme />
            </div>
          )}
        </div>
        <p className="quiet">{text.schemesLead}</p>
        <DataTable
          label={text.schemes}
          rows={schemes}
          columns={schemeColumns(text)}
          rowKey={({ id }) => id}
          empty={text.noSchemes}
        />
      </div>
    </>
  )
}

function appraisalColumns(text: AppraisalText): Columns<AppraisalHeader> {
  return [
    {
      title: text.name,
      key: 'title',
      className: 'wrapping',
      render: (_, { id, title }) => <Link to={`/desk/appraisals/${id}`}>{title}</Link>,
    },
    { title: text.status, key: 'status', render: (_, { status }) => <StatusTag status={status} /> },
    { title: text.asOf, key: 'asOf', className: 'nowrap', render: (_, { asOf }) => asOf ?? '—' },
    { title: text.scheme, key: 'edition', render: (_, { edition }) => text.edition(edition) },
  ]
}

function schemeColumns(text: AppraisalText): Columns<SchemeHeader> {
  return [
    {
      title: text.name,
      key: 'title',
      className: 'wrapping',
      render: (_, { id, title }) => <Link to={`/desk/appraisals/schemes/${id}`}>{title}</Link>,
    },
    { title: text.total, dataIndex: 'total', key: 'total', className: 'numbers' },
    {
      title: text.status,
      key: 'edition',
      render: (_, { edition, changed, problems }) => (
        <>
          <Tag color={edition === 0 ? 'default' : 'blue'}>{text.edition(edition)}</Tag>
          {changed && edition > 0 && <Tag color="gold">{text.changed}</Tag>}
          {problems > 0 && <Tag color="red">{text.problemsCount(problems)}</Tag>}
        </>
      ),
    },
  ]
}

import { AppraisalView, type AppraisalView as View } from '@kepu/contract/plan-appraisal'
import { Button, Steps, Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { formatDay, formatInstant } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import appraisalCss from './appraisal.css?url'
import { AppraisalActions } from './appraisal-actions.tsx'
import type { AppraisalText } from './messages.zh-CN.ts'
import { Verification } from './verification.tsx'
import { useAppraisalText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/appraisals/${call.params['appraisalId']}`, AppraisalView)
}

const PLACE = { prepared: 0, disclosed: 1, released: 2 } as const

/** The appraisal of a year: where it stands, what has to be done next, and the sheets of the bodies in the official order. */
export default function Appraisal() {
  const view = useLoaderData<typeof loader>()
  const { header, sheets, objections } = view
  const text = useAppraisalText()
  const at = `/api/v1/appraisals/${header.id}`
  const open = objections.filter(({ state }) => state === 'open').length
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={header.title}
        crumbs={[{ href: '/desk/appraisals', label: text.title }]}
        lead={text.unranked}
        actions={
          <>
            <Button href={`${at}.docx`}>{text.exportDocx}</Button>
            <Button href={`${at}.xlsx`}>{text.exportXlsx}</Button>
          </>
        }
      />
      <section className="panel">
        <Steps
          size="small"
          current={PLACE[header.status]}
          items={text.steps.map((title) => ({ title }))}
          className="no-print"
        />
        <Standing view={view} open={open} />
        <AppraisalActions view={view} />
      </section>
      <DataTable
        label={text.title}
        rows={sheets}
        columns={columnsOf(view, text)}
        rowKey={({ unitId }) => unitId}
        empty={text.notComputed}
      />
    </>
  )
}

/** Where it stands, in one line of facts. */
function Standing({ view, open }: { view: View; open: number }) {
  const { header, sheets } = view
  const text = useAppraisalText()
  const language = useLanguage()
  const confirmed = sheets.filter(({ confirmedAt }) => confirmedAt !== null).length
  return (
    <div className="standing">
      <p>
        <Link to={`/desk/appraisals/schemes/${header.schemeId}`}>
          {text.scheme}（{text.edition(header.edition)}）
        </Link>
        {header.asOf && <span>{`${text.asOf} ${formatDay(header.asOf, language)}`}</span>}
        {header.status === 'disclosed' && header.objectUntil && (
          <span>{text.objectUntil(formatDay(header.objectUntil, language))}</span>
        )}
        {header.status !== 'prepared' && <span>{text.confirmedAll(confirmed, sheets.length)}</span>}
        {view.objections.length > 0 && (
          <Link to={`/desk/appraisals/${header.id}/objections`}>
            {open > 0 ? text.openObjections(open) : text.objections}
          </Link>
        )}
      </p>
      {header.releasedAt && header.releasedByName && (
        <p>
          {text.releasedBy(header.releasedByName, formatInstant(header.releasedAt))} <Verification id={header.id} />
          <br />
          <small className="quiet">
            SHA-256 <code className="hash">{header.sha256}</code>
          </small>
        </p>
      )}
    </div>
  )
}

type Row = View['sheets'][number]

function columnsOf({ header }: View, text: AppraisalText): Columns<Row> {
  return [
    {
      title: text.body,
      key: 'body',
      render: (_, { unitId, unitName }) => (
        <Link to={`/desk/appraisals/${header.id}/sheets/${unitId}`}>{unitName}</Link>
      ),
    },
    { title: text.appraised, key: 'group', render: (_, { group }) => text.groups[group] },
    {
      title: text.score,
      key: 'score',
      className: 'numbers',
      render: (_, { total, pending }) => (total === null ? <Tag>{text.pendingItems(pending)}</Tag> : total),
    },
    { title: text.grade, key: 'grade', render: (_, { grade }) => grade ?? '—' },
    ...(header.status === 'prepared'
      ? []
      : [
          {
            title: text.objections,
            key: 'objections',
            render: (_: unknown, { confirmedAt, openObjections }: Row) => {
              if (openObjections > 0) return <Tag color="gold">{text.openObjections(openObjections)}</Tag>
              return confirmedAt === null ? text.waiting : text.confirmed
            },
          },
        ]),
  ]
}

import { pageOf } from '@kepu/contract'
import { SupervisionOrderHeader, supervisionSteps } from '@kepu/contract/plan-supervision-order'
import { Tag } from 'antd'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, withQuery } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import type { Language } from '../../../../lib/language.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { FilterBar, FilterSegments, FilterSelect } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import type { SupervisionText } from './messages.zh-CN.ts'
import supervisionCss from './supervision.css?url'
import { useSupervisionText } from './words.ts'

const OrderPage = pageOf(SupervisionOrderHeader)

export async function loader(call: LoaderFunctionArgs) {
  const { searchParams } = new URL(call.request.url)
  const asked = (name: string) => searchParams.get(name)
  const query = { state: asked('state'), step: asked('step'), cursor: asked('cursor') }
  return apiOf(call).get(withQuery('/supervision/orders', query), OrderPage)
}

export default function Orders() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = useSupervisionText()
  return (
    <>
      <link rel="stylesheet" href={supervisionCss} precedence="supervision" />
      <PageHeader
        title={text.ordersTitle}
        lead={text.ordersLead}
        crumbs={[{ href: '/desk/supervision', label: text.title }]}
      />
      <FilterBar>
        <FilterSegments
          name="state"
          label={text.state}
          options={[
            { value: 'open', label: text.open },
            { value: 'all', label: text.all },
          ]}
        />
        <FilterSelect
          name="step"
          label={text.orderStep}
          options={supervisionSteps.map((step) => ({ value: step, label: text.step[step] }))}
        />
      </FilterBar>
      <DataTable
        label={text.ordersTitle}
        rows={items}
        columns={columnsOf(text, useLanguage())}
        rowKey={({ id }) => id}
        empty={text.ordersEmpty}
        next={next}
      />
    </>
  )
}

function columnsOf(text: SupervisionText, language: Language): Columns<SupervisionOrderHeader> {
  return [
    {
      title: text.number,
      key: 'number',
      className: 'nowrap',
      render: (_, { id, number }) => <Link to={`/desk/supervision/orders/${id}`}>{number}</Link>,
    },
    {
      title: text.orderTitle,
      key: 'title',
      className: 'wrapping',
      render: (_, { title, taskTitle, nodeTitle }) => (
        <>
          {title}
          <br />
          <span className="quiet">
            {taskTitle} · {nodeTitle}
          </span>
        </>
      ),
    },
    { title: text.to, dataIndex: 'unitName', key: 'unit' },
    {
      title: text.orderStep,
      key: 'step',
      className: 'nowrap',
      render: (_, { step, level }) => (
        <>
          {text.step[step]} <Tag>{text.level[level]}</Tag>
        </>
      ),
    },
    {
      title: text.deadline,
      key: 'deadline',
      render: (_, { deadline, left }) => (
        <>
          {deadline === null ? text.noDeadline : formatDay(deadline, language)}
          {left !== null && (
            <>
              <br />
              <span className="quiet">{text.leftDays(left)}</span>
            </>
          )}
        </>
      ),
    },
  ]
}

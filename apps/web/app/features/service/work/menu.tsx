import { MenuBoard, type MenuItemView } from '@kepu/contract/service-menu'
import { App, Button, Space, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { MenuItemDialog } from './menu-item-dialog.tsx'
import { type Purpose, Purposes } from './purposes.ts'
import { ReasonField } from './reason-field.tsx'
import { approveMenuItem, retireMenuItem, returnMenuItem } from './verbs.ts'
import { useServiceText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [board, purposes] = await Promise.all([
    api.get('/service/menu', MenuBoard),
    api.get('/ledger/purposes', Purposes),
  ])
  return { board, purposes: purposes.items.filter(({ active }) => active) }
}

/** 服务清单: what is offered, proposed and used; below it what is wanted and nobody offers. */
export default function MenuPage() {
  const { board, purposes } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const terms = useTerms()
  const canPropose = useCan('service.menuItem.propose')
  return (
    <>
      <PageHeader
        title={text.menu}
        lead={text.menuLead}
        crumbs={[{ href: '/desk/service', label: text.title }]}
        actions={canPropose && <MenuItemDialog units={board.units} purposes={purposes} item={null} />}
      />
      <DataTable
        label={text.offers}
        rows={board.items}
        columns={useColumns(board.units, purposes)}
        rowKey={({ id }) => id}
      />
      <section className="panel">
        <h2>{text.unoffered}</h2>
        <p className="quiet">{text.unofferedLead}</p>
        {board.unoffered.length === 0 ? (
          <p>{text.unofferedEmpty}</p>
        ) : (
          <ul>
            {board.unoffered.map((need) => (
              <li key={need.topic ?? ''}>
                <strong>{need.topic === null ? text.unclassified : terms.topic[need.topic]}</strong>：
                {text.unofferedLine(need.orders, need.townships, need.rejected)}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function useColumns(units: MenuBoard['units'], purposes: readonly Purpose[]): Columns<MenuItemView> {
  const text = useServiceText()
  const terms = useTerms()
  return [
    {
      title: text.service,
      key: 'title',
      className: 'wrapping menu-item',
      render: (_, item) => (
        <>
          <strong>{item.title}</strong>
          <p>{item.summary}</p>
          {item.unused && <Tag color="orange">{text.unused}</Tag>}
          {item.reason && <p className="quiet">{item.reason}</p>}
        </>
      ),
    },
    { title: text.topic, key: 'topic', className: 'nowrap', render: (_, item) => terms.topic[item.topic] },
    { title: text.itemUnit, key: 'unit', dataIndex: 'unitName', className: 'nowrap' },
    { title: text.status, key: 'status', className: 'nowrap', render: (_, item) => terms.menuStatus[item.status] },
    { title: text.used, key: 'used', className: 'nowrap', render: (_, item) => text.usedTimes(item.orders) },
    {
      title: text.actions,
      key: 'actions',
      render: (_, item) => <ItemActions item={item} units={units} purposes={purposes} />,
    },
  ]
}

function ItemActions({
  item,
  units,
  purposes,
}: {
  item: MenuItemView
  units: MenuBoard['units']
  purposes: readonly Purpose[]
}) {
  const text = useServiceText()
  const can = new Set(item.can)
  return (
    <Space wrap>
      {can.has('service.menuItem.approve') && <Approve item={item} />}
      {can.has('service.menuItem.revise') && <MenuItemDialog units={units} purposes={purposes} item={item} />}
      {can.has('service.menuItem.return') && <WithReason item={item} title={text.returnIt} by="return" />}
      {can.has('service.menuItem.retire') && <WithReason item={item} title={text.retire} by="retire" />}
    </Space>
  )
}

function Approve({ item }: { item: MenuItemView }) {
  const text = useServiceText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(approveMenuItem)
  const approve = async () => {
    if ((await run({ menuItemId: item.id, version: item.version })).ok) message.success(text.done)
  }
  return (
    <>
      <Button type="primary" size="small" loading={running} onClick={approve}>
        {text.approve}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}

const VERBS = { return: returnMenuItem, retire: retireMenuItem } as const

function WithReason({ item, title, by }: { item: MenuItemView; title: string; by: keyof typeof VERBS }) {
  const { run, running, problem, clear } = useCommand(VERBS[by])
  return (
    <FormDialog<{ reason: string }>
      title={title}
      button={{ size: 'small' }}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async ({ reason }) => (await run({ menuItemId: item.id, version: item.version, reason })).ok}
    >
      <ReasonField />
    </FormDialog>
  )
}

import type { PlanningRow, PlanningView } from '@kepu/contract/service-match'
import { Button, Form, Select, Space, Tag } from 'antd'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { useMatchText } from '../match-words.ts'
import { changeAssignment } from './planning-verbs.ts'

/** Each order of the proposal; a person may give it another team and day, or leave it out. */
export function PlanningRows({ view, rows }: { view: PlanningView; rows: readonly PlanningRow[] }) {
  const text = useMatchText()
  const language = useLanguage()
  const terms = useTerms()
  const mayChange = view.header.can.includes('service.assignment.change')
  const columns: Columns<PlanningRow> = [
    {
      title: text.order,
      key: 'order',
      render: (_, { title, topic }) => (
        <>
          {title} {topic && <span className="quiet">{terms.topic[topic]}</span>}
        </>
      ),
    },
    { title: text.region, dataIndex: 'regionName', key: 'region' },
    { title: text.day, key: 'day', render: (_, { day }) => (day ? formatDay(day, language) : '—') },
    {
      title: text.team,
      key: 'team',
      render: (_, row) => (
        <>
          {row.teamName ?? (row.whyNot && terms.planningGap[row.whyNot])}
          {row.stop !== null && <span className="quiet"> {text.stop(row.stop)}</span>}
          {row.byHand && <Tag>{row.dropped ? text.dropped : text.byHand}</Tag>}
        </>
      ),
    },
    {
      title: text.result,
      key: 'outcome',
      render: (_, { outcome, orderStatus }) => (outcome ? text.outcome[outcome] : terms.orderStatus[orderStatus]),
    },
    ...(mayChange
      ? [
          {
            title: text.keep,
            key: 'change',
            render: (_: unknown, row: PlanningRow) => <Change view={view} row={row} />,
          },
        ]
      : []),
  ]
  return (
    <section>
      <h2>{text.rows}</h2>
      <DataTable
        label={text.rows}
        rows={rows}
        columns={columns}
        rowKey={({ orderId }) => orderId}
        empty={text.noRows}
      />
    </section>
  )
}

interface Choice {
  readonly teamId: string
  readonly day: string
}

function Change({ view, row }: { view: PlanningView; row: PlanningRow }) {
  const text = useMatchText()
  const { run, running, problem, clear } = useCommand(changeAssignment)
  const { id: planningId, version } = view.header
  const change = (choice: Choice | null) => run({ planningId, version, orderId: row.orderId, choice })
  return (
    <>
      <Space wrap>
        <FormDialog<Choice>
          title={text.keep}
          button={{ size: 'small', 'aria-label': `${text.keep} ${row.title}` }}
          initial={{ ...(row.teamId ? { teamId: row.teamId } : {}), ...(row.day ? { day: row.day } : {}) }}
          running={running}
          problem={problem}
          onOpen={clear}
          onSubmit={async (choice) => (await change(choice)).ok}
        >
          <Form.Item name="teamId" label={text.team} rules={[{ required: true }]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={view.teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="day" label={text.day} rules={[{ required: true }]}>
            <DayField latest={view.header.to} />
          </Form.Item>
        </FormDialog>
        {row.teamId !== null && !row.dropped && (
          <Button size="small" loading={running} onClick={() => change(null)} aria-label={`${text.drop} ${row.title}`}>
            {text.drop}
          </Button>
        )}
      </Space>
      <ProblemAlert problem={problem} />
    </>
  )
}

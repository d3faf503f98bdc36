import { MeView } from '@kepu/contract/identity'
import { CalendarAddress } from '@kepu/contract/plan-calendar'
import { YearPlanView } from '@kepu/contract/plan-year'
import { AnnualChangePage } from '@kepu/contract/plan-year-change'
import { App, Button, Segmented, Space, Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../../lib/api.ts'
import { dayOf } from '../../../../lib/format.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useFilters } from '../../../../ui/use-filters.ts'
import { Changes } from './changes.tsx'
import { readCalendar } from './choices.ts'
import { Gantt } from './gantt.tsx'
import { Month } from './month.tsx'
import { Receipts } from './receipts.tsx'
import { matching, ownFirst } from './standing.ts'
import { TaskFilters } from './task-filters.tsx'
import { TaskTable } from './task-table.tsx'
import { closeYear, issueYear } from './verbs.ts'
import { useYearsText } from './words.ts'
import yearsCss from './years.css?url'
import { STATUS_COLOURS } from './years.tsx'

const TABS = ['tasks', 'gantt', 'calendar', 'receipts', 'changes'] as const
type Tab = (typeof TABS)[number]

const tabOf = (wanted: string | null): Tab => TABS.find((name) => name === wanted) ?? 'tasks'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const at = path`/years/${call.params['yearPlanId']}`
  const tab = tabOf(searchParams.get('tab'))
  const view = await api.get(at, YearPlanView)
  return {
    view,
    changes:
      tab === 'changes'
        ? await api.get(withQuery(`${at}/changes`, { cursor: searchParams.get('cursor') }), AnnualChangePage)
        : null,
    calendar: tab === 'calendar' ? await readCalendar(call) : null,
    feed: tab === 'calendar' ? await ownFeed(call) : null,
  }
}

/** The calendar of the person's own unit; null when there's none for them. */
async function ownFeed(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { unitId } = await api.get('/me', MeView)
  return unitId === null ? null : api.find(path`/units/${unitId}/calendar`, CalendarAddress)
}

/** 年度: the year's tasks as a list, a Gantt chart and a calendar; who has signed, what was changed. */
export default function Year() {
  const { view, changes, calendar, feed } = useLoaderData<typeof loader>()
  const { header, receipts } = view
  const text = useYearsText()
  const filters = useFilters()
  const tab = tabOf(filters.get('tab'))
  const { me, county } = useWorkbench()
  const today = dayOf(county.now)
  const own = new Set(me.grants.map(({ unitId }) => unitId))
  const onlyOwn = filters.get('mine') === '1'
  const shown = matching(
    ownFirst(view.tasks, own).filter(({ duties }) => !onlyOwn || duties.some(({ unitId }) => own.has(unitId))),
    {
      text: filters.get('text'),
      unitId: filters.get('unitId'),
      taskId: filters.get('taskId'),
      state: filters.get('state'),
    },
    today,
  )
  const filtered = tab === 'tasks' || tab === 'gantt' || tab === 'calendar'
  return (
    <>
      <link rel="stylesheet" href={yearsCss} precedence="years" />
      <PageHeader
        title={header.title}
        crumbs={[{ href: '/desk/years', label: text.title }]}
        lead={<Facts view={view} />}
        actions={<Actions view={view} />}
      />
      <div className="no-print tabs">
        <Segmented
          aria-label={text.view}
          value={tab}
          options={TABS.map((value) => ({ value, label: text.tabs[value] }))}
          onChange={(value) => filters.set({ tab: value === 'tasks' ? null : value })}
        />
      </div>
      {filtered && <TaskFilters tasks={view.tasks} own={own} shown={shown.length} />}
      {tab === 'tasks' && <TaskTable view={view} tasks={shown} own={own} today={today} />}
      {tab === 'gantt' && <Gantt header={header} tasks={shown} today={today} />}
      {tab === 'calendar' && calendar && (
        <Month header={header} tasks={shown} today={today} calendar={calendar} feed={feed} />
      )}
      {tab === 'receipts' && <Receipts header={header} receipts={receipts} />}
      {tab === 'changes' && changes && <Changes page={changes} />}
    </>
  )
}

function Facts({ view: { header } }: { view: YearPlanView }) {
  const text = useYearsText()
  const facts = [header.documentNumber, header.issuedAt && `${text.issuedAt} ${dayOf(header.issuedAt)}`]
  return (
    <>
      <Tag color={STATUS_COLOURS[header.status]}>{text.statuses[header.status]}</Tag>
      {facts.filter(Boolean).join(' · ')}
    </>
  )
}

function Actions({ view }: { view: YearPlanView }) {
  const { header, tasks } = view
  const text = useYearsText()
  const api = `/api/v1/years/${header.id}`
  const can = (verb: string) => header.can.includes(verb)
  return (
    <>
      {can('plan.annualTask.add') && (
        <>
          <Button href={`/desk/years/${header.id}/draft`} type={tasks.length === 0 ? 'primary' : 'default'}>
            {text.propose}
          </Button>
          <Button href={`/desk/years/${header.id}/tasks/new`}>{text.add}</Button>
        </>
      )}
      {can('plan.year.issue') && tasks.length > 0 && <Issue view={view} />}
      {can('plan.year.close') && <Close view={view} />}
      <Button href={`${api}.xlsx`}>{text.excel}</Button>
      <Button href={`${api}.docx`}>{text.word}</Button>
      <Button onClick={() => window.print()}>{text.print}</Button>
    </>
  )
}

function Issue({ view: { header, tasks } }: { view: YearPlanView }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(issueYear)
  const bodies = new Set(tasks.flatMap(({ duties }) => duties.map(({ unitId }) => unitId)))
  const issue = async () => {
    const outcome = await run({ yearPlanId: header.id, version: header.version })
    if (outcome.ok) void message.success(text.issued)
  }
  return (
    <Space>
      <ConfirmButton
        type="primary"
        loading={running}
        question={text.issueQuestion(tasks.length, bodies.size)}
        consequence={text.issueConsequence}
        onConfirm={() => void issue()}
      >
        {text.issue}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </Space>
  )
}

function Close({ view: { header, tasks } }: { view: YearPlanView }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(closeYear)
  const openNodes = tasks.flatMap(({ nodeStates }) => nodeStates.filter(({ doneOn }) => doneOn === null)).length
  const close = async () => {
    const outcome = await run({ yearPlanId: header.id, version: header.version, openNodes })
    if (outcome.ok) void message.success(text.closed)
  }
  return (
    <Space>
      <ConfirmButton
        loading={running}
        question={text.closeQuestion(openNodes)}
        consequence={text.closeConsequence}
        onConfirm={() => void close()}
      >
        {text.close}
      </ConfirmButton>
      <ProblemAlert problem={problem} />
    </Space>
  )
}

import { AppraisalView, appliesTo, type SchemeItem, type AppraisalView as View } from '@kepu/contract/plan-appraisal'
import { App, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { FilterBar, FilterSelect } from '../../../../ui/filter-bar.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { useFilters } from '../../../../ui/use-filters.ts'
import appraisalCss from './appraisal.css?url'
import { enterScores } from './verbs.ts'
import { useAppraisalText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return apiOf(call).get(path`/appraisals/${call.params['appraisalId']}`, AppraisalView)
}

const ENTERED: ReadonlySet<string> = new Set(['manual', 'bonus', 'deduction'])

/** 人工评分: one item at a time, all bodies under each other, each with its reason. */
export default function Entries() {
  const view = useLoaderData<typeof loader>()
  const { header, scheme } = view
  const text = useAppraisalText()
  const filters = useFilters()
  const items = scheme.sections.flatMap((section) => section.items.filter(({ formula }) => ENTERED.has(formula.kind)))
  const item = items.find(({ id }) => id === filters.get('item')) ?? items[0]
  return (
    <>
      <link rel="stylesheet" href={appraisalCss} precedence="appraisal" />
      <PageHeader
        title={text.entriesTitle}
        crumbs={[
          { href: '/desk/appraisals', label: text.title },
          { href: `/desk/appraisals/${header.id}`, label: header.title },
        ]}
        lead={text.entriesLead}
      />
      <FilterBar>
        <FilterSelect
          name="item"
          label={text.chooseItem}
          options={items.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </FilterBar>
      {item ? <EntryTable key={item.id} view={view} item={item} /> : <p className="quiet">{text.noManual}</p>}
    </>
  )
}

interface Typed {
  readonly score: number | null
  readonly reason: string
}

function EntryTable({ view: { header, sheets, entries }, item }: { view: View; item: SchemeItem }) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(enterScores)
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map())
  const [common, setCommon] = useState('')
  const known = new Map(entries.flatMap((one) => (one.itemId === item.id ? [[one.unitId, one] as const] : [])))
  const typedFor = (unitId: string): Typed => typed.get(unitId) ?? known.get(unitId) ?? { score: null, reason: '' }
  const type = (unitId: string, more: Partial<Typed>) =>
    setTyped(new Map([...typed, [unitId, { ...typedFor(unitId), ...more }]]))
  const ready = [...typed].flatMap(([unitId, { score, reason }]) => {
    const said = reason.trim() === '' ? common.trim() : reason.trim()
    return score === null || said.length < 2 ? [] : [{ unitId, itemId: item.id, score, reason: said }]
  })
  const save = async () => {
    const outcome = await run({ appraisalId: header.id, entries: ready })
    if (!outcome.ok) return
    setTyped(new Map())
    message.success(text.entered(outcome.value.entered))
  }
  const rows = sheets.filter(({ group }) => appliesTo(item, group))
  return (
    <>
      <h2>{item.title}</h2>
      <p className="quiet">
        {item.criteria} {text.outOf(item.points)}
      </p>
      <div className="editor-actions">
        <Input
          value={common}
          onChange={(event) => setCommon(event.target.value)}
          placeholder={text.sameReason}
          aria-label={text.sameReason}
          maxLength={500}
          className="filter"
        />
        <Button type="primary" disabled={ready.length === 0} loading={running} onClick={() => void save()}>
          {text.saveEntries(ready.length)}
        </Button>
        <ProblemAlert problem={problem} />
      </div>
      <DataTable
        label={item.title}
        rows={rows}
        columns={columnsOf({ text, item, typedFor, type, disabled: !header.can.includes('plan.appraisal.enter') })}
        rowKey={({ unitId }) => unitId}
        empty={text.notComputed}
      />
    </>
  )
}

interface Editing {
  readonly text: ReturnType<typeof useAppraisalText>
  readonly item: SchemeItem
  readonly typedFor: (unitId: string) => Typed
  readonly type: (unitId: string, more: Partial<Typed>) => void
  readonly disabled: boolean
}

function columnsOf({ text, item, typedFor, type, disabled }: Editing): Columns<View['sheets'][number]> {
  return [
    { title: text.body, dataIndex: 'unitName', key: 'unit' },
    {
      title: text.score,
      key: 'score',
      render: (_, { unitId, unitName }) => (
        <InputNumber
          value={typedFor(unitId).score}
          min={0}
          max={item.points}
          precision={2}
          disabled={disabled}
          aria-label={`${unitName} ${text.score}`}
          onChange={(score) => type(unitId, { score })}
        />
      ),
    },
    {
      title: text.reason,
      key: 'reason',
      className: 'wrapping',
      render: (_, { unitId, unitName }) => (
        <Input
          value={typedFor(unitId).reason}
          maxLength={500}
          disabled={disabled}
          aria-label={`${unitName} ${text.reason}`}
          onChange={(event) => type(unitId, { reason: event.target.value })}
        />
      ),
    },
  ]
}

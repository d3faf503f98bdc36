import type { PlanningResult, PlanningView } from '@kepu/contract/service-match'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { useMatchText } from '../match-words.ts'

interface Line {
  readonly key: string
  readonly name: string
  readonly greedy: string
  readonly proposal: string
}

/** What the proposal is worth beside doing it one order after the other, and how much better any could be. */
export function PlanningCompare({ result, travel }: { result: PlanningResult; travel: PlanningView['travel'] }) {
  const text = useMatchText()
  const { cost, greedy, proven, gap, outOfTime, seconds } = result
  const parts = ['travel', 'waiting', 'misfit', 'unserved', 'total'] as const
  const lines: Line[] = [
    { key: 'served', name: text.served, greedy: String(result.greedyServed), proposal: String(result.served) },
    ...parts.map((part) => ({
      key: part,
      name: text[part],
      greedy: text.minutes(greedy[part]),
      proposal: text.minutes(cost[part]),
    })),
  ]
  const columns: Columns<Line> = [
    { title: text.item, dataIndex: 'name', key: 'name' },
    { title: text.greedy, dataIndex: 'greedy', key: 'greedy' },
    { title: text.proposal, key: 'proposal', render: (_, { proposal }) => <strong>{proposal}</strong> },
  ]
  return (
    <section>
      <h2>{text.compare}</h2>
      <DataTable label={text.compare} rows={lines} columns={columns} rowKey={({ key }) => key} />
      <p>
        {proven ? text.proven : text.gap(gap)} {outOfTime && text.outOfTime} {text.seconds(seconds)}
      </p>
      <p className="quiet">{text.travelHint(travel.detour, travel.kilometresPerHour)}</p>
    </section>
  )
}

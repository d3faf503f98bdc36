import type { LedgerSummary } from '@kepu/contract/ledger'
import { Collapse } from 'antd'
import { useMemo } from 'react'
import { formatCount } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { Chart } from '../../../ui/chart.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { barsOf, monthsOf } from './chart-options.ts'
import { useLedgerText } from './words.ts'

const TOWNSHIPS = 12

/** What the selection adds up to, in numbers and in pictures. A click on a bar narrows the selection. */
export function Pictures({ summary }: { summary: LedgerSummary }) {
  const text = useLedgerText()
  return (
    <>
      <Totals summary={summary} />
      <Collapse
        className="pictures"
        defaultActiveKey={['charts']}
        items={[
          {
            key: 'charts',
            label: text.charts,
            extra: <span className="quiet">{text.pickHint}</span>,
            children: <Charts summary={summary} />,
          },
        ]}
      />
    </>
  )
}

function Totals({ summary: { total, byTownship } }: { summary: LedgerSummary }) {
  const text = useLedgerText().totals
  const language = useLanguage()
  const reached = byTownship.filter(({ regionCode, deliveries }) => regionCode.length === 9 && deliveries > 0)
  const tiles = [
    [text.deliveries, total.deliveries, ''],
    [text.personTimes, total.personTimes, ''],
    [text.persons, total.persons, text.personsNote(total.personsUnknown)],
    [text.townships, reached.length, ''],
  ] as const
  return (
    <dl className="totals">
      {tiles.map(([label, value, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b>{formatCount(value, language)}</b>
            {note && <small className="quiet">{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Charts({ summary }: { summary: LedgerSummary }) {
  const text = useLedgerText()
  const { audience } = useTerms()
  const filters = useFilters()
  const groups = useMemo(
    () =>
      summary.byAudience.map((one) => ({ key: one.audience, name: audience[one.audience], value: one.personTimes })),
    [summary, audience],
  )
  const towns = useMemo(
    () =>
      summary.byTownship
        .filter(({ regionCode }) => regionCode.length === 9)
        .toSorted((a, b) => b.deliveries - a.deliveries)
        .slice(0, TOWNSHIPS)
        .map(({ regionCode, regionName, deliveries }) => ({ key: regionCode, name: regionName, value: deliveries })),
    [summary],
  )
  const tasks = useMemo(
    () =>
      summary.byTask
        .map(({ taskId, taskTitle, deliveries }) => ({
          key: taskId ?? '',
          name: taskTitle ?? text.noTask,
          value: deliveries,
        }))
        .toSorted((a, b) => b.value - a.value),
    [summary, text],
  )
  const months = useMemo(() => monthsOf(summary.byMonth), [summary])
  const pick = (name: string, bars: readonly { key: string; name: string }[]) => (label: string) =>
    filters.set({ [name]: bars.find((bar) => bar.name === label)?.key })
  return (
    <div className="charts">
      <Picture title={text.byMonth} option={months} wide />
      <Picture
        title={text.byAudience}
        option={useMemo(() => barsOf(groups), [groups])}
        onPick={pick('audience', groups)}
      />
      <Picture title={text.byTask} option={useMemo(() => barsOf(tasks), [tasks])} onPick={pick('taskId', tasks)} />
      <Picture
        title={text.byTownship}
        option={useMemo(() => barsOf(towns), [towns])}
        onPick={pick('regionCode', towns)}
        wide
      />
    </div>
  )
}

interface PictureProps {
  readonly title: string
  readonly option: ReturnType<typeof barsOf>
  readonly onPick?: (name: string) => void
  readonly wide?: boolean
}

function Picture({ title, option, onPick, wide = false }: PictureProps) {
  return (
    <figure className={wide ? 'wide' : undefined}>
      <figcaption>{title}</figcaption>
      <Chart label={title} option={option} height={240} {...(onPick ? { onPick } : {})} />
    </figure>
  )
}

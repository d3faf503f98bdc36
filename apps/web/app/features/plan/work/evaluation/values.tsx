import { PlanView } from '@kepu/contract/plan'
import { MeasuredValueView } from '@kepu/contract/plan-evaluation'
import { Tag } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path } from '../../../../lib/api.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { digits } from '../../goal/words.ts'
import evaluationCss from './evaluation.css?url'
import { AddValue, CorrectValue, WithdrawValue } from './value-dialogs.tsx'
import { useEvaluationText } from './words.ts'

const Values = z.object({ items: z.array(MeasuredValueView), can: z.array(z.string()) })
const Me = z.object({ county: z.string() })

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { county } = await api.get('/me', Me)
  const [values, plan] = await Promise.all([
    api.get('/measured-values', Values),
    api.find(path`/counties/${county}/plans/current`, PlanView),
  ])
  const indicators = (plan?.indicators ?? []).map(({ id, name, unit }) => ({ id, name, unit }))
  return { ...values, indicators }
}

/** What was measured: newest versions as rows, the older ones unfold. */
export default function MeasuredValues() {
  const { items, can, indicators } = useLoaderData<typeof loader>()
  const text = useEvaluationText()
  const newest = items.filter(({ status }) => status !== 'superseded')
  const versionsOf = Map.groupBy(items, ({ id }) => id)
  return (
    <>
      <link rel="stylesheet" href={evaluationCss} precedence="plan" />
      <PageHeader
        title={text.valuesTitle}
        lead={text.valuesLead}
        crumbs={[{ href: '/desk/evaluation', label: text.title }]}
        actions={
          can.includes('plan.measuredValue.record') && indicators.length > 0 && <AddValue indicators={indicators} />
        }
      />
      <DataTable
        label={text.valuesTitle}
        rows={newest.toReversed()}
        columns={useColumns(can)}
        rowKey={({ id }) => id}
        empty={text.valuesEmpty}
        details={({ id }) => <Versions versions={versionsOf.get(id) ?? []} />}
      />
    </>
  )
}

function intervalText({ interval, unit }: MeasuredValueView): string {
  if (interval === null) return '—'
  return `${digits(interval.low)}${unit}—${digits(interval.high)}${unit}（${digits(interval.level * 100)}%）`
}

function useColumns(can: readonly string[]): Columns<MeasuredValueView> {
  const text = useEvaluationText()
  const { county } = useWorkbench()
  return [
    { title: text.indicator, dataIndex: 'indicatorName', key: 'indicator' },
    { title: text.yearColumn, dataIndex: 'year', key: 'year' },
    {
      title: text.value,
      key: 'value',
      render: (_, one) => (
        <a href={`/api/v1/counties/${county.code}/measured-values/${one.id}?version=${one.version}`}>
          <b>{`${digits(one.value)}${one.unit}`}</b>
        </a>
      ),
    },
    { title: text.interval, key: 'interval', render: (_, one) => intervalText(one) },
    { title: text.sample, key: 'sample', render: (_, { sampleSize }) => sampleSize ?? '—' },
    { title: text.rule, key: 'rule', render: (_, { scoringRule }) => scoringRule ?? text.ruleUnknown },
    {
      title: text.source,
      key: 'source',
      render: (_, { source, method }) => (
        <>
          {source} <small className="quiet">{method}</small>
        </>
      ),
    },
    {
      title: text.status,
      key: 'status',
      render: (_, { status, version }) => (
        <Tag color={status === 'current' ? 'green' : 'default'}>{`${text.statuses[status]} v${version}`}</Tag>
      ),
    },
    {
      title: text.actions,
      key: 'actions',
      render: (_, one) =>
        one.status === 'current' &&
        one.sourceModule === 'manual' &&
        can.includes('plan.measuredValue.correct') && (
          <>
            <CorrectValue value={one} /> <WithdrawValue value={one} />
          </>
        ),
    },
  ]
}

function Versions({ versions }: { versions: readonly MeasuredValueView[] }) {
  const text = useEvaluationText()
  return (
    <ol className="version-list">
      {versions.map((one) => (
        <li key={one.version}>
          {`v${one.version} · ${digits(one.value)}${one.unit} · ${intervalText(one)} · ${one.source} · ${text.statuses[one.status]}`}
          {one.reason && ` · ${text.reason}：${one.reason}`}
        </li>
      ))}
    </ol>
  )
}

import type { EstimateResult, EstimateView, WeightingStep } from '@kepu/contract/survey-estimate'
import { useMemo } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { Chart } from '../../../ui/chart.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { percent, useSurveyText, useTraitText } from './words.ts'

type Group = EstimateResult['groups'][number]

/** Groups with their intervals, what weighting did, and how the sample fits the population. */
export function EstimateTables({ estimate: { result, recipe } }: { estimate: EstimateView }) {
  return (
    <>
      <Groups groups={result.groups} smallestCell={recipe.smallestCell} />
      <div className="survey-columns">
        <Steps steps={result.steps} />
        <Balance balance={result.balance} />
      </div>
    </>
  )
}

function useGroupName(): (group: Pick<Group, 'trait' | 'key' | 'name'>) => string {
  const { category } = useTraitText()
  return ({ trait, key, name }) => (trait === 'township' ? name : (category[key] ?? name))
}

function Groups({ groups, smallestCell }: { groups: readonly Group[]; smallestCell: number }) {
  const text = useSurveyText()
  const { trait: traitText } = useTraitText()
  const nameOf = useGroupName()
  const said = groups.filter(({ estimate: { share } }) => share !== null)
  const option = useMemo(
    () => intervalsOf(said.map((group) => ({ name: nameOf(group), ...group.estimate }))),
    [said, nameOf],
  )
  const columns: Columns<Group> = [
    { title: text.trait, key: 'trait', render: (_, { trait }) => traitText[trait] },
    { title: text.group, key: 'group', render: (_, group) => nameOf(group) },
    {
      title: text.respondents,
      key: 'n',
      align: 'right',
      render: (_, { estimate }) => formatNumber(estimate.respondents),
    },
    {
      title: text.share,
      key: 'share',
      align: 'right',
      render: (_, { estimate: { share, respondents } }) =>
        share === null ? (
          <span className="quiet">{respondents < smallestCell ? text.hidden : text.alike}</span>
        ) : (
          percent(share)
        ),
    },
    {
      title: text.intervalTitle,
      key: 'interval',
      align: 'right',
      render: (_, { estimate: { low, high } }) =>
        low === null || high === null ? '—' : `${percent(low)} – ${percent(high)}`,
    },
  ]
  return (
    <section className="panel">
      <h2>{text.groups}</h2>
      <Chart label={text.groupsLabel(said.length)} option={option} height={Math.max(160, 26 * said.length + 50)} />
      <DataTable label={text.groups} rows={groups} columns={columns} rowKey={({ trait, key }) => `${trait} ${key}`} />
    </section>
  )
}

interface Bar {
  readonly name: string
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A dot with its interval a line: the length of the line is what one doesn't know. */
function intervalsOf(bars: readonly Bar[]): Record<string, unknown> {
  const upwards = bars.toReversed()
  const points = (share: number | null) => Number(((share ?? 0) * 100).toFixed(2))
  return {
    grid: { left: 8, right: 30, top: 8, bottom: 24, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: { type: 'value', min: 0, axisLabel: { formatter: '{value}%' } },
    yAxis: { type: 'category', data: upwards.map(({ name }) => name), axisTick: { show: false } },
    series: [
      {
        type: 'bar',
        stack: 'interval',
        data: upwards.map(({ low }) => points(low)),
        itemStyle: { color: 'transparent' },
        silent: true,
      },
      {
        type: 'bar',
        stack: 'interval',
        data: upwards.map(({ low, high }) => Number((points(high) - points(low)).toFixed(2))),
        itemStyle: { color: '#9db8d1' },
        barWidth: 5,
        silent: true,
      },
      { type: 'scatter', data: upwards.map(({ share }) => points(share)), color: '#0b4f8a', symbolSize: 10 },
    ],
  }
}

function Steps({ steps }: { steps: readonly WeightingStep[] }) {
  const text = useSurveyText()
  const columns: Columns<WeightingStep> = [
    { title: text.weightingStep, key: 'step', render: (_, { step }) => text.weightingSteps[step] },
    { title: text.share, key: 'share', align: 'right', render: (_, { share }) => percent(share) },
    {
      title: text.weights,
      key: 'weights',
      align: 'right',
      render: (_, { smallest, largest }) => `${formatNumber(smallest)} – ${formatNumber(largest)}`,
    },
    { title: text.weightEffect, key: 'effect', align: 'right', render: (_, { effect }) => effect.toFixed(2) },
  ]
  return (
    <section className="panel">
      <h2>{text.weighting}</h2>
      <DataTable label={text.weighting} rows={steps} columns={columns} rowKey={({ step }) => step} />
    </section>
  )
}

function Balance({ balance }: { balance: EstimateResult['balance'] }) {
  const text = useSurveyText()
  const { trait: traitText, category } = useTraitText()
  const columns: Columns<EstimateResult['balance'][number]> = [
    { title: text.trait, key: 'trait', render: (_, { trait }) => traitText[trait] },
    { title: text.group, key: 'key', render: (_, { key }) => category[key] ?? key },
    { title: text.before, key: 'before', align: 'right', render: (_, { before }) => percent(before) },
    { title: text.after, key: 'after', align: 'right', render: (_, { after }) => percent(after) },
    {
      title: text.population,
      key: 'population',
      align: 'right',
      render: (_, { population }) => (population === null ? '—' : percent(population)),
    },
  ]
  return (
    <section className="panel">
      <h2>{text.balance}</h2>
      <DataTable label={text.balance} rows={balance} columns={columns} rowKey={({ trait, key }) => `${trait} ${key}`} />
    </section>
  )
}

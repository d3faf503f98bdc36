import type { MatrixView, PlanView } from '@kepu/contract/plan'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useMessages } from '../../../lib/screen.tsx'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { Chart } from '../../../ui/chart.tsx'
import { reviewEn } from './review-messages.en.ts'
import { reviewZh } from './review-messages.zh-CN.ts'
import { useWorkPlanText } from './words.ts'

const MOST = 15
const ROW_PIXELS = 26

/** The plan in one screen: its figures, its phases, and who carries most of it. */
export function Overview({ plan, matrix }: { plan: PlanView; matrix: MatrixView }) {
  const text = useWorkPlanText()
  return (
    <div className="overview">
      <section className="panel">
        <h2>{text.figures}</h2>
        <Figures plan={plan} />
      </section>
      <section className="panel">
        <h2>{text.phases}</h2>
        <ol className="phase-list">
          {plan.phases.map(({ name, startYear, endYear }) => (
            <li key={`${name}${startYear}`}>
              {name}{' '}
              <span className="quiet">
                {startYear && (startYear === endYear ? `${startYear}` : text.years(startYear, endYear ?? startYear))}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className="panel wide">
        <h2>{text.bodies}</h2>
        <Bodies matrix={matrix} />
      </section>
    </div>
  )
}

function Figures({ plan }: { plan: PlanView }) {
  const { county } = useWorkbench()
  const { comparators, indicatorRoles } = useMessages({ 'zh-CN': reviewZh, en: reviewEn })
  return plan.indicators.map((indicator) => (
    <dl key={indicator.id} className="figure-list">
      <dt>{indicator.name}</dt>
      {indicator.values.map((value) => (
        <dd key={value.id}>
          <a href={`/${county.code}/figures/${value.id}`}>
            {value.year} {value.role === 'target' || value.comparator !== '=' ? comparators[value.comparator] : ''}{' '}
            <b>{`${value.value}${indicator.unit}`}</b>
          </a>{' '}
          <span className="quiet">
            {indicatorRoles[value.role]}
            {value.of && `（${value.of}）`}
          </span>
        </dd>
      ))}
    </dl>
  ))
}

function Bodies({ matrix }: { matrix: MatrixView }) {
  const text = useWorkPlanText()
  const navigate = useNavigate()
  const { county } = useWorkbench()
  const most = useMemo(() => byDuties(matrix.units).slice(0, MOST).reverse(), [matrix])
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 24, top: 28, bottom: 8, containLabel: true },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', data: most.map(({ name }) => name) },
      series: [
        { name: text.leads, type: 'bar', stack: 'duties', data: most.map(({ leads }) => leads), color: '#0b4f8a' },
        {
          name: text.supports,
          type: 'bar',
          stack: 'duties',
          data: most.map(({ supports }) => supports),
          color: '#9fc3e3',
        },
      ],
    }),
    [most, text],
  )
  const open = (name: string) => {
    const unitId = most.find((unit) => unit.name === name)?.unitId
    if (unitId) void navigate(`/${county.code}/units/${unitId}`)
  }
  return (
    <Chart label={text.bodiesLabel(most.length)} option={option} height={60 + most.length * ROW_PIXELS} onPick={open} />
  )
}

function byDuties(units: MatrixView['units']) {
  return units.toSorted((a, b) => b.leads - a.leads || b.supports - a.supports)
}

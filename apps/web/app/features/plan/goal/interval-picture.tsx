import type { GoalPoint, JudgedGoalView } from '@kepu/contract/plan-evaluation'
import { useId } from 'react'
import { figureText } from '../../../lib/figure.ts'
import { type IntervalScale, intervalScale } from './interval-scale.ts'
import { digits, useGoalText } from './words.ts'

const WIDTH = 400
const HEIGHT = 240
const INK = '#1c2733'
const BLUE = '#0b4f8a'
const RED = '#a8200d'

/** Measured values with their intervals, joined only under one rule, and the goal; drawn on the server, without a script. */
export function IntervalPicture({ goal }: { goal: JudgedGoalView }) {
  const text = useGoalText()
  const title = useId()
  const { points, series, target, unit, name } = goal
  if (points.length === 0) return null
  const scale = intervalScale(goal, WIDTH, HEIGHT)
  const years = [...new Set([...points.map(({ year }) => year), ...(target.year === null ? [] : [target.year])])]
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={title} className="interval-picture">
      <title id={title}>{text.picture(name)}</title>
      <line x1="10" x2={WIDTH - 6} y1={scale.y(0)} y2={scale.y(0)} stroke={INK} strokeWidth="1" />
      <line
        x1="10"
        x2={WIDTH - 6}
        y1={scale.y(target.value)}
        y2={scale.y(target.value)}
        stroke={RED}
        strokeWidth="1.5"
        strokeDasharray="7 5"
      />
      <text x="10" y={scale.y(target.value) - 7} fontSize="13" fill={RED}>
        {`${text.target} ${target.year ?? ''} ${figureText(target, unit)}`}
      </text>
      {years.map((year) => (
        <text key={year} x={scale.x(year)} y={HEIGHT - 10} textAnchor="middle" fontSize="13" fill={INK}>
          {year}
        </text>
      ))}
      {series
        .filter((indexes) => indexes.length > 1)
        .map((indexes) => (
          <polyline
            key={indexes.join()}
            points={line(indexes, points, scale)}
            fill="none"
            stroke={BLUE}
            strokeWidth="2.5"
          />
        ))}
      {points.map((point) => (
        <Point key={point.id} point={point} unit={unit} scale={scale} />
      ))}
    </svg>
  )
}

function line(indexes: readonly number[], points: readonly GoalPoint[], scale: IntervalScale): string {
  return indexes
    .flatMap((index) => points[index] ?? [])
    .map(({ year, value }) => `${scale.x(year).toFixed(1)},${scale.y(value).toFixed(1)}`)
    .join(' ')
}

function Point({ point, unit, scale }: { point: GoalPoint; unit: string; scale: IntervalScale }) {
  const { year, value, low, high, source } = point
  const [x, y] = [scale.x(year), scale.y(value)]
  return (
    <g>
      {low !== null && high !== null && (
        <path
          d={`M${x} ${scale.y(low)}V${scale.y(high)}M${x - 6} ${scale.y(low)}h12M${x - 6} ${scale.y(high)}h12`}
          stroke={BLUE}
          strokeWidth="2"
          fill="none"
        />
      )}
      <circle cx={x} cy={y} r="5.5" fill={source === 'plan' ? '#fff' : BLUE} stroke={BLUE} strokeWidth="2" />
      <text x={x + 9} y={y + 18} fontSize="14" fontWeight="700" fill={INK}>
        {`${digits(value)}${unit}`}
      </text>
    </g>
  )
}

/** The same as numbers: for those who'd rather read, and for screen readers. */
export function IntervalTable({ goal, href }: { goal: JudgedGoalView; href: (point: GoalPoint) => string }) {
  const text = useGoalText()
  const { points, unit, name } = goal
  const withUnit = (value: number) => `${digits(value)}${unit}`
  return (
    <table>
      <caption>{name}</caption>
      <thead>
        <tr>
          <th scope="col">{text.year}</th>
          <th scope="col">{text.value}</th>
          <th scope="col">{text.intervalColumn}</th>
          <th scope="col">{text.rule}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.id}>
            <th scope="row">{point.year}</th>
            <td>
              <a href={href(point)}>{withUnit(point.value)}</a>
              {point.source === 'plan' && ` ${text.fromPlan}`}
            </td>
            <td>
              {point.low === null || point.high === null ? '—' : `${withUnit(point.low)}—${withUnit(point.high)}`}
            </td>
            <td>{point.scoringRule ?? text.ruleUnknown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { figureText } from '../../../lib/figure.ts'
import { type Goal, type GoalPoint, type Scale, scaleOf } from './goal-points.ts'
import { useHomeText } from './words.ts'

const WIDTH = 420
const HEIGHT = 250

/** Where the county stood and where it wants to be: a picture with its table beneath, both from the plan's own figures. */
export function GoalPicture({ goal, county }: { goal: Goal; county: string }) {
  const text = useHomeText()
  const scale = scaleOf(goal, WIDTH, HEIGHT)
  return (
    <figure className="goal">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="goal-title">
        <title id="goal-title">{text.goalPicture(goal.name)}</title>
        <References goal={goal} scale={scale} />
        <line className="axis" x1="0" x2={WIDTH} y1={scale.y(0)} y2={scale.y(0)} />
        <Path goal={goal} scale={scale} />
        {goal.points.map((point) => (
          <Point key={point.id} point={point} unit={goal.unit} scale={scale} />
        ))}
      </svg>
      <details>
        <summary>{text.table}</summary>
        <GoalTable goal={goal} county={county} />
      </details>
    </figure>
  )
}

/** Values of other places lie level across the picture; their words at the right, below the way to the goal. */
function References({ goal, scale }: { goal: Goal; scale: Scale }) {
  const text = useHomeText()
  return goal.references.map((reference) => (
    <g key={reference.id} className="reference">
      <line x1="0" x2={WIDTH} y1={scale.y(reference.value)} y2={scale.y(reference.value)} />
      <text x={WIDTH} y={scale.y(reference.value) + 19} textAnchor="end">
        {text.reference(reference.of ?? '', figureText(reference, goal.unit))}
      </text>
    </g>
  ))
}

/** Solid between measured values, dashed towards the goal. */
function Path({ goal, scale }: { goal: Goal; scale: Scale }) {
  const line = (points: readonly GoalPoint[]) =>
    points.map((point) => `${scale.x(point.year).toFixed(1)},${scale.y(point.value).toFixed(1)}`).join(' ')
  const firstTarget = goal.points.findIndex((point) => point.target)
  return (
    <>
      <polyline className="measured" points={line(goal.points.slice(0, firstTarget))} />
      <polyline className="aim" points={line(goal.points.slice(Math.max(firstTarget - 1, 0)))} />
    </>
  )
}

function Point({ point, unit, scale }: { point: GoalPoint; unit: string; scale: Scale }) {
  const text = useHomeText()
  const [x, y] = [scale.x(point.year), scale.y(point.value)]
  return (
    <g className={point.target ? 'point target' : 'point'}>
      <circle cx={x} cy={y} r={point.target ? 9 : 7} />
      <text className="value" x={x} y={y - 16} textAnchor="middle">
        {figureText(point, unit)}
      </text>
      <text className="year" x={x} y={HEIGHT - 10} textAnchor="middle">
        {point.year}
        {point.target && ` ${text.target}`}
      </text>
    </g>
  )
}

function GoalTable({ goal, county }: { goal: Goal; county: string }) {
  const text = useHomeText()
  return (
    <table>
      <caption>{goal.name}</caption>
      <thead>
        <tr>
          <th scope="col">{text.year}</th>
          <th scope="col">{text.value}</th>
        </tr>
      </thead>
      <tbody>
        {goal.points.map((point) => (
          <tr key={point.id}>
            <th scope="row">
              {point.year}
              {point.target && ` ${text.target}`}
            </th>
            <td>
              <a href={`/${county}/figures/${point.id}`}>{figureText(point, goal.unit)}</a>
            </td>
          </tr>
        ))}
        {goal.references.map((reference) => (
          <tr key={reference.id}>
            <th scope="row">{reference.of}</th>
            <td>
              <a href={`/${county}/figures/${reference.id}`}>{figureText(reference, goal.unit)}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

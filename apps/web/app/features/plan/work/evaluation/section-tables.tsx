import type { AchievementsView, EvaluationSection, GoalPoint } from '@kepu/contract/plan-evaluation'
import { Tag } from 'antd'
import { formatNumber } from '../../../../lib/format.ts'
import { useTerms } from '../../../../lib/screen.tsx'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { IntervalPicture, IntervalTable } from '../../goal/interval-picture.tsx'
import { goalTitle, powerSentence, useGoalText, verdictSentence } from '../../goal/words.ts'
import { useEvaluationText } from './words.ts'

interface Props {
  readonly achievements: AchievementsView
}

/** The picture or table of a chapter. */
export function SectionTables({ section, achievements }: Props & { section: EvaluationSection }) {
  if (section === 'indicators') return <Goals achievements={achievements} />
  if (section === 'tasks') return <Tasks achievements={achievements} />
  if (section === 'audiences') return <Audiences achievements={achievements} />
  if (section === 'townships') return <Townships achievements={achievements} />
  return null
}

const COLOURS = { met: 'green', notMet: 'red', cannotTell: 'gold' } as const

function Goals({ achievements: { goals } }: Props) {
  const text = useGoalText()
  const { county } = useWorkbench()
  const address = ({ source, id }: GoalPoint) =>
    source === 'plan' ? `/${county.code}/figures/${id}` : `/api/v1/counties/${county.code}/measured-values/${id}`
  return goals.map((goal) => (
    <div key={goal.target.figureId} className="judged-goal">
      <div>
        <h3>{goalTitle(goal, text)}</h3>
        <p>
          <Tag color={COLOURS[goal.verdict]}>{text.verdicts[goal.verdict]}</Tag> {verdictSentence(goal, text)}
        </p>
        {goal.power && <p className="quiet">{powerSentence(goal.power, text)}</p>}
        {goal.series.length > 1 && <p className="quiet">{text.notJoined}</p>}
        <IntervalTable goal={goal} href={address} />
      </div>
      <IntervalPicture goal={goal} />
    </div>
  ))
}

const OUTCOME_COLOURS = {
  done: 'green',
  partly: 'gold',
  notDone: 'red',
  running: 'blue',
  notPlanned: 'default',
} as const

function Tasks({ achievements: { tasks, planId } }: Props) {
  const text = useEvaluationText()
  const { outcomes } = useGoalText()
  return (
    <div className="wide-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{text.task}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col">{text.annual}</th>
            <th scope="col">{text.events}</th>
            <th scope="col">{text.personTimes}</th>
            <th scope="col">{text.townships}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.taskId}>
              <th scope="row">
                <a href={`/desk/plans/${planId}/trace?source=purpose&id=${task.taskId}`}>{task.title}</a>
              </th>
              <td>
                <Tag color={OUTCOME_COLOURS[task.outcome]}>{outcomes[task.outcome]}</Tag>
              </td>
              <td>{text.annualText(task.annual.done, task.annual.total)}</td>
              <td>
                <a href={`/desk/ledger?taskId=${task.taskId}`}>{formatNumber(task.deliveries)}</a>
              </td>
              <td>{formatNumber(task.personTimes)}</td>
              <td>{task.townships}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Audiences({ achievements: { audiences, years } }: Props) {
  const text = useEvaluationText()
  const terms = useTerms()
  return (
    <YearTable
      first={text.audience}
      years={years}
      rows={audiences.map((one) => ({
        ...one,
        key: one.audience,
        name: terms.audience[one.audience],
        href: `/desk/ledger?audience=${one.audience}`,
      }))}
    />
  )
}

function Townships({ achievements: { townships, years } }: Props) {
  const text = useEvaluationText()
  return (
    <YearTable
      first={text.township}
      years={years}
      rows={townships.map((one) => ({
        ...one,
        key: one.regionCode,
        href: `/desk/ledger?regionCode=${one.regionCode}`,
      }))}
    />
  )
}

interface YearTableProps {
  readonly first: string
  readonly years: AchievementsView['years']
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly href: string
    readonly years: AchievementsView['years']
    readonly deliveries: number
    readonly personTimes: number
  }[]
}

/** Events by year, with the sums; each row leads to its records. */
function YearTable({ first, years, rows }: YearTableProps) {
  const text = useEvaluationText()
  return (
    <div className="wide-table">
      <table>
        <caption>{text.eventsOfYears}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {years.map(({ year }) => (
              <th key={year} scope="col">
                {text.year(year)}
              </th>
            ))}
            <th scope="col">{text.totalEvents}</th>
            <th scope="col">{text.totalPersonTimes}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {row.years.map(({ year, deliveries }) => (
                <td key={year}>{formatNumber(deliveries)}</td>
              ))}
              <td>
                <a href={row.href}>{formatNumber(row.deliveries)}</a>
              </td>
              <td>{formatNumber(row.personTimes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

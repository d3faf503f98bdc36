import type { GoalPoint, JudgedGoalView } from '@kepu/contract/plan-evaluation'
import { useCounty } from '../../../shell/portal.tsx'
import { IntervalPicture, IntervalTable } from '../goal/interval-picture.tsx'
import { goalTitle, measuredSentence, powerSentence, useGoalText, verdictSentence } from '../goal/words.ts'
import { useProgressText } from './words.ts'

/** Each goal with what was measured, how surely, and what that allows to say. */
export function ProgressGoals({ goals }: { goals: readonly JudgedGoalView[] }) {
  const text = useProgressText()
  if (goals.length === 0) return null
  return (
    <section aria-labelledby="goals">
      <h2 id="goals">{text.goals}</h2>
      {goals.map((goal) => (
        <ProgressGoal key={goal.target.figureId} goal={goal} />
      ))}
    </section>
  )
}

function ProgressGoal({ goal }: { goal: JudgedGoalView }) {
  const text = useGoalText()
  const page = useProgressText()
  const { code } = useCounty()
  const { judgedBy, power, target, verdict, final } = goal
  const address = ({ source, id }: GoalPoint) =>
    source === 'plan' ? `/${code}/figures/${id}` : `/api/v1/counties/${code}/measured-values/${id}`
  const measured = measuredSentence(goal, text)
  return (
    <div className="hero judged">
      <div>
        <h3>
          <a href={`/${code}/figures/${target.figureId}`}>{goalTitle(goal, text)}</a>
        </h3>
        <p>
          <strong className={`verdict ${verdict}`}>{text.verdicts[verdict]}</strong>
          {judgedBy !== null && !final && <span className="quiet"> {text.provisional}</span>}
        </p>
        {measured && <p>{measured}</p>}
        <p>{verdictSentence(goal, text)}</p>
        {judgedBy !== null && !final && target.year !== null && <p className="quiet">{text.early(target.year)}</p>}
        {judgedBy !== null && (
          <p className="quiet">
            {`${text.source}：${judgedBy.source}；${text.method}：${judgedBy.method}；${text.rule}：${judgedBy.scoringRule ?? text.ruleUnknown}`}
          </p>
        )}
        {power && (
          <details>
            <summary>{page.details}</summary>
            <p>{powerSentence(power, text)}</p>
          </details>
        )}
      </div>
      <figure className="goal">
        <IntervalPicture goal={goal} />
        {goal.series.length > 1 && <figcaption className="quiet">{text.notJoined}</figcaption>}
        <details>
          <summary>{text.table}</summary>
          <IntervalTable goal={goal} href={address} />
        </details>
      </figure>
    </div>
  )
}

import type { TraceChainView } from '@kepu/contract/plan-trace'
import { Tag } from 'antd'
import { Link } from 'react-router'
import { formatNumber } from '../../../../lib/format.ts'
import { useWorkbench } from '../../../../shell/workbench.tsx'
import { digits, useGoalText } from '../../goal/words.ts'
import { useTraceText } from './words.ts'

/** From the words to what was measured, one step under the other. */
export function Chain({ chain }: { chain: TraceChainView }) {
  const text = useTraceText()
  const { sentence, purposes, indicators } = chain
  return (
    <>
      <h2>{text.now}</h2>
      <blockquote lang="zh-CN">{sentence.text}</blockquote>
      {purposes.length === 0 && indicators.length === 0 && <p className="quiet">{text.nothing}</p>}
      {purposes.length > 0 && (
        <ol className="chain">
          <Purposes chain={chain} />
          <AnnualTasks chain={chain} />
          <Work chain={chain} />
          <Reports chain={chain} />
        </ol>
      )}
      {indicators.length > 0 && <Indicators chain={chain} />}
    </>
  )
}

function Purposes({ chain: { purposes } }: { chain: TraceChainView }) {
  const text = useTraceText()
  const { county } = useWorkbench()
  return (
    <li>
      <h3>{text.purposes}</h3>
      <ul>
        {purposes.map(({ taskId, measureId, label, title }) => (
          <li key={measureId ?? taskId}>
            <Tag>{label}</Tag>
            <a href={`/${county.code}/plan/tasks/${taskId}${measureId === null ? '' : `#m${measureId}`}`}>{title}</a>{' '}
            {measureId !== null && (
              <Link to={`?source=purpose&id=${taskId}`} preventScrollReset>
                {text.wholeTask}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

const OUTCOME_COLOURS = {
  done: 'green',
  partly: 'gold',
  notDone: 'red',
  running: 'blue',
  notPlanned: 'default',
} as const

function AnnualTasks({ chain: { annualTasks } }: { chain: TraceChainView }) {
  const text = useTraceText()
  const { outcomes } = useGoalText()
  return (
    <li>
      <h3>{text.annualTasks}</h3>
      {annualTasks.length === 0 && <p className="quiet">{text.noAnnualTasks}</p>}
      <ul>
        {annualTasks.map((task) => (
          <li key={task.id}>
            <b>{task.year}</b> {task.title} <Tag color={OUTCOME_COLOURS[task.outcome]}>{outcomes[task.outcome]}</Tag>
            <BackLink source="annualTask" id={task.id} title={task.title} />
            <div className="quiet">{text.leads(task.leads.join('、'))}</div>
            {task.nodes.map((node) => (
              <div key={node.id} className="quiet">
                {text.node(node.title, node.dueOn, node.done, node.owed)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Work({ chain: { work, purposes } }: { chain: TraceChainView }) {
  const text = useTraceText()
  const [first] = purposes
  const all =
    first &&
    (first.measureId === null ? `/desk/ledger?taskId=${first.taskId}` : `/desk/ledger?measureId=${first.measureId}`)
  return (
    <li>
      <h3>{text.work}</h3>
      {work.deliveries === 0 ? (
        <p className="quiet">{text.noWork}</p>
      ) : (
        <p>
          {text.workSum(formatNumber(work.deliveries), formatNumber(work.personTimes))}{' '}
          {all && <a href={all}>{text.all}</a>}
        </p>
      )}
      <ul>
        {work.latest.map(({ id, title, occurredOn, unitName }) => (
          <li key={id}>
            <a href={`/desk/ledger/${id}`}>{title}</a> <span className="quiet">{`${occurredOn} ${unitName}`}</span>{' '}
            <BackLink source="delivery" id={id} title={title} />
          </li>
        ))}
      </ul>
    </li>
  )
}

function Reports({ chain: { reports } }: { chain: TraceChainView }) {
  const text = useTraceText()
  return (
    <li>
      <h3>{text.reports}</h3>
      {reports.length === 0 && <p className="quiet">{text.noReports}</p>}
      <ul>
        {reports.map(({ id, unitName, startsOn, endsOn }) => (
          <li key={id}>
            {text.report(unitName, startsOn, endsOn)} <BackLink source="report" id={id} title={unitName} />
          </li>
        ))}
      </ul>
    </li>
  )
}

const VERDICT_COLOURS = { met: 'green', notMet: 'red', cannotTell: 'gold' } as const

function Indicators({ chain: { indicators } }: { chain: TraceChainView }) {
  const text = useTraceText()
  const goal = useGoalText()
  const direct = indicators.some((one) => one.direct)
  return (
    <>
      <h3>{text.indicators}</h3>
      <p className="quiet">{direct ? text.direct : text.indirect}</p>
      <ul>
        {indicators
          .filter((one) => one.direct || !direct)
          .map(({ indicatorId, name, unit, verdict, points }) => (
            <li key={indicatorId}>
              {name} <Tag color={VERDICT_COLOURS[verdict]}>{goal.verdicts[verdict]}</Tag>
              <BackLink source="indicator" id={indicatorId} title={name} />
              <div className="quiet">
                {points.length === 0
                  ? text.noPoints
                  : points.map(({ year, value }) => `${year} ${digits(value)}${unit}`).join('，')}
              </div>
            </li>
          ))}
      </ul>
    </>
  )
}

function BackLink({ source, id, title }: { source: string; id: string; title: string }) {
  const text = useTraceText()
  return (
    <Link
      to={`?source=${source}&id=${id}`}
      preventScrollReset
      aria-label={text.backTo(title)}
      title={text.backTo(title)}
    >
      ↩
    </Link>
  )
}

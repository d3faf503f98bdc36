import type { TodayNode } from '@kepu/contract/plan-today'
import { Tag } from 'antd'
import { Link } from 'react-router'
import type { TodayText } from './messages.zh-CN.ts'
import { useTodayText } from './words.ts'

const TONES = { grey: 'default', blue: 'blue', yellow: 'gold', red: 'red', green: 'green' } as const

export interface NodeListProps {
  readonly id: string
  readonly title: string
  readonly nodes: readonly TodayNode[]
  readonly more?: number
  readonly empty: string
}

/** Nodes with whose they are, their day, and why they have their colour. */
export function NodeList({ id, title, nodes, more = 0, empty }: NodeListProps) {
  const text = useTodayText()
  return (
    <section className="panel" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {nodes.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="today-list">
        {nodes.map((node) => (
          <li key={`${node.nodeId} ${node.bodies.join(' ')}`}>
            <Tag color={TONES[node.colour]}>{text.colours[node.colour]}</Tag>{' '}
            <Link to={`/desk/annual-tasks/${node.annualTaskId}`}>
              {node.taskTitle}：{node.title}
            </Link>
            <br />
            <small className="quiet">{factsOf(node, text).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{text.more(more)}</p>}
    </section>
  )
}

const NAMED = 3

function factsOf({ bodies, lastDay, left, reason, waitingFor }: TodayNode, text: TodayText): string[] {
  const named = bodies.slice(0, NAMED).join('、')
  return [
    bodies.length > NAMED ? `${named}${text.more(bodies.length - NAMED)}` : named,
    ...(lastDay === null ? [] : [text.by(lastDay)]),
    ...(left === null ? [] : [left < 0 ? text.lateBy(-left) : text.left(left)]),
    waitingFor === null ? text.reasons[reason] : text.waitingFor(waitingFor),
  ]
}

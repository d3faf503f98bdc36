import { type HandoverContent, HandoverView } from '@kepu/contract/plan-handover'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useGoalText } from '../../goal/words.ts'
import { useHandoverText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { pack: await apiOf(call).get(path`/handovers/${call.params['handoverId']}`, HandoverView) }
}

/** A pack as it was handed over. */
export default function Handover() {
  const { pack } = useLoaderData<typeof loader>()
  const text = useHandoverText()
  const language = useLanguage()
  const { content } = pack
  return (
    <>
      <PageHeader
        title={text.of(content.unitName)}
        lead={text.packLead(formatDay(content.asOf, language), pack.madeByName)}
        crumbs={[{ href: '/desk/handover', label: text.title }]}
        actions={
          <>
            <Button onClick={() => window.print()}>{text.print}</Button>
            <Button type="primary" href={`/api/v1/handovers/${pack.id}.docx`}>
              {text.word}
            </Button>
          </>
        }
      />
      <Open content={content} />
      <Known content={content} />
    </>
  )
}

function List({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {children.length === 0 ? <p className="quiet">{none}</p> : <ul>{children}</ul>}
    </section>
  )
}

/** What has to be done. */
function Open({ content: { tasks, nodes, matters } }: { content: HandoverContent }) {
  const text = useHandoverText()
  const { outcomes } = useGoalText()
  return (
    <>
      <List title={text.tasks} none={text.noTasks}>
        {tasks.map((task) => (
          <li key={task.annualTaskId}>
            <b>{task.year}</b> {task.title} <Tag>{text.roles[task.role]}</Tag>
            <span className="quiet">
              {`${text.due(task.dueOn)} · ${outcomes[task.outcome]}`}
              {task.quantity !== null && ` · ${task.achieved ?? 0}/${task.quantity}${task.unit ?? ''}`}
            </span>
          </li>
        ))}
      </List>
      <List title={text.nodes} none={text.noNodes}>
        {nodes.map((node) => (
          <li key={node.nodeId}>
            {`${node.task}：${node.title} `}
            <span className="quiet">{node.lastDay === null ? text.paused : text.due(node.lastDay)}</span>{' '}
            {node.late && <Tag color="red">{text.late}</Tag>}
          </li>
        ))}
      </List>
      <List title={text.matters} none={text.noMatters}>
        {matters.map((one) => (
          <li key={`${one.matter} ${one.title}`}>
            <Tag>{text.matterKinds[one.matter]}</Tag> {one.title} <span className="quiet">{one.what}</span> {one.day}
          </li>
        ))}
      </List>
    </>
  )
}

/** What the next officer has to know. */
function Known({ content: { duties, counterparts, decisions, dates } }: { content: HandoverContent }) {
  const text = useHandoverText()
  return (
    <>
      <List title={text.dates} none={text.noDates}>
        {dates.map(({ day, what }) => (
          <li key={`${day} ${what}`}>
            <b>{day}</b> {what}
          </li>
        ))}
      </List>
      <List title={text.counterparts} none={text.noCounterparts}>
        {counterparts.map(({ unitId, unitName, shared }) => (
          <li key={unitId}>
            {unitName} <span className="quiet">{shared.join('；')}</span>
          </li>
        ))}
      </List>
      <List title={text.duties} none={text.noDuties}>
        {duties.map(({ role, label, title, measure }) => (
          <li key={`${role} ${label} ${measure ?? ''}`}>
            <Tag>{text.roles[role]}</Tag> {label} {title} {measure && <span className="quiet">{measure}</span>}
          </li>
        ))}
      </List>
      <List title={text.decisions} none={text.noDecisions}>
        {decisions.map(({ day, what, title, times }) => (
          <li key={`${day} ${what} ${title ?? ''}`}>
            <b>{day}</b> {what} {title} {times > 1 && <span className="quiet">{text.times(times)}</span>}
          </li>
        ))}
      </List>
    </>
  )
}

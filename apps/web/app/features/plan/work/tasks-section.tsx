import { DeleteOutlined } from '@ant-design/icons'
import type { ProposedMeasure, ProposedTask } from '@kepu/contract/plan'
import { Button, Collapse, Popconfirm, Select, Tag } from 'antd'
import { AddText } from './add-text.tsx'
import { Duties } from './duties.tsx'
import { EditableText } from './editable-text.tsx'
import { measureKey, taskKey } from './marks.ts'
import { Node } from './node.tsx'
import { useReview } from './review-context.ts'
import { useReviewText } from './words.ts'

const taskOf = (key: string | null) => /^(?:task|measure)-(\d+)/.exec(key ?? '')?.[1]

/** Tasks with their measures and who answers for them. The one whose words were clicked opens. */
export function TasksSection({ open, onOpen }: { open: readonly string[]; onOpen: (keys: string[]) => void }) {
  const { draft, canEdit, edit, selected } = useReview()
  const text = useReviewText()
  const { tasks } = draft.proposal
  const wanted = taskOf(selected)
  const active = wanted === undefined || open.includes(wanted) ? open : [...open, wanted]
  return (
    <>
      <Collapse
        size="small"
        activeKey={[...active]}
        onChange={onOpen}
        items={tasks.map((task, index) => ({
          key: String(index),
          label: <TaskLabel task={task} />,
          children: <TaskPanel task={task} index={index} />,
        }))}
      />
      {canEdit && (
        <AddText
          label={text.addTask}
          hint={text.newTask}
          onAdd={(title) => edit({ edit: 'addTask', category: tasks.at(-1)?.category ?? '', title })}
        />
      )}
    </>
  )
}

function TaskLabel({ task }: { task: ProposedTask }) {
  const text = useReviewText()
  return (
    <span className="task-label">
      <Tag>{`${task.category ?? text.marks.task} ${task.number}`}</Tag>
      <strong>{task.title}</strong>
      {task.measures.length > 0 && <small className="quiet">{text.measureCount(task.measures.length)}</small>}
      {task.lead.length === 0 && task.measures.every(({ lead }) => lead.length === 0) && (
        <Tag color="error">{`${text.roles.lead}：${text.none}`}</Tag>
      )}
    </span>
  )
}

function TaskPanel({ task, index }: { task: ProposedTask; index: number }) {
  const { canEdit, edit } = useReview()
  const text = useReviewText()
  const save = (field: 'title' | 'category' | 'deadline') => (value: string) =>
    edit({ edit: 'task', task: index, field, value })
  return (
    <div className="task-panel">
      <Node nodeKey={taskKey(index)} inSource={task.span[1] > task.span[0]}>
        <EditableText value={task.title} label={text.fields.title} onSave={save('title')} />
        <div className="task-facts">
          <span>
            {text.fields.category}：
            <EditableText value={task.category ?? ''} label={text.fields.category} onSave={save('category')} />
          </span>
          <span>
            {text.fields.deadline}：
            <EditableText value={task.deadline ?? ''} label={text.fields.deadline} onSave={save('deadline')} />
          </span>
          {task.quantity && (
            <span>
              {text.quantity}：{task.quantity.value} {task.quantity.unit}
            </span>
          )}
        </div>
        <Duties task={index} measure={null} duty="lead" names={task.lead} />
        <Duties task={index} measure={null} duty="responsible" names={task.responsible} />
        {task.implementers.length > 0 && (
          <Duties task={index} measure={null} duty="implementer" names={task.implementers} />
        )}
        {task.openEnded && <p className="quiet">{text.openEnded}</p>}
      </Node>
      {task.measures.map((measure, m) => (
        <MeasureRow key={`${measure.span[0]}-${measure.title}`} measure={measure} task={index} index={m} />
      ))}
      {canEdit && (
        <div className="task-buttons">
          <AddText
            label={text.addMeasure}
            hint={text.newMeasure}
            onAdd={(title) => edit({ edit: 'addMeasure', task: index, title })}
          />
          <Popconfirm title={text.removeTaskConfirm} onConfirm={() => edit({ edit: 'removeTask', task: index })}>
            <Button size="small" danger icon={<DeleteOutlined />}>
              {text.remove}
            </Button>
          </Popconfirm>
        </div>
      )}
    </div>
  )
}

function MeasureRow({ measure, task, index }: { measure: ProposedMeasure; task: number; index: number }) {
  const { canEdit, edit } = useReview()
  const text = useReviewText()
  const own = measure.lead.length > 0 || measure.responsible.length > 0
  return (
    <Node nodeKey={measureKey(task, index)} inSource={measure.span[1] > measure.span[0]}>
      <span className="measure-number">{measure.number}.</span>{' '}
      <EditableText
        value={measure.title}
        label={`${text.marks.measure} ${measure.number}`}
        onSave={(title) => edit({ edit: 'measure', task, measure: index, title })}
      />
      {measure.quantity && (
        <Tag>
          {measure.quantity.value} {measure.quantity.unit}
        </Tag>
      )}
      {measure.deadline && <Tag>{measure.deadline}</Tag>}
      {own && <Duties task={task} measure={index} duty="lead" names={measure.lead} />}
      {own && <Duties task={task} measure={index} duty="responsible" names={measure.responsible} />}
      {canEdit && <MeasureButtons task={task} index={index} />}
    </Node>
  )
}

function MeasureButtons({ task, index }: { task: number; index: number }) {
  const { draft, edit, busy } = useReview()
  const text = useReviewText()
  const others = draft.proposal.tasks.flatMap(({ title }, value) => (value === task ? [] : [{ value, label: title }]))
  return (
    <span className="measure-buttons">
      <Select<number>
        size="small"
        variant="borderless"
        placeholder={text.moveTo}
        aria-label={text.moveTo}
        value={null}
        disabled={busy}
        popupMatchSelectWidth={false}
        options={others}
        onChange={(toTask) => edit({ edit: 'moveMeasure', task, measure: index, toTask })}
      />
      <Popconfirm
        title={text.removeMeasureConfirm}
        onConfirm={() => edit({ edit: 'removeMeasure', task, measure: index })}
      >
        <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={text.remove} />
      </Popconfirm>
    </span>
  )
}

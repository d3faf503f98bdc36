import type { TaskView } from '@kepu/contract/plan'
import { Collapse, Tag } from 'antd'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { useWorkPlanText } from './words.ts'

/** Tasks with who answers for them and their measures. */
export function TaskList({ tasks }: { tasks: readonly TaskView[] }) {
  const text = useWorkPlanText()
  return (
    <Collapse
      items={tasks.map((task) => ({
        key: task.id,
        label: (
          <span className="task-label">
            <Tag>{`${task.category ?? ''} ${task.number}`}</Tag>
            <strong>{task.title}</strong>
            <span className="quiet">
              {text.leadUnits}：{task.lead.map(({ name }) => name).join('、') || '—'}
            </span>
          </span>
        ),
        children: <Task task={task} />,
      }))}
    />
  )
}

function Task({ task }: { task: TaskView }) {
  const text = useWorkPlanText()
  const { county } = useWorkbench()
  return (
    <>
      <p>
        <span className="quiet">{text.responsible}：</span>
        {task.responsible.map(({ name }) => name).join('、') || '—'}
      </p>
      {task.measures.length > 0 && (
        <ol className="measure-list">
          {task.measures.map((measure) => (
            <li key={measure.id}>{measure.title}</li>
          ))}
        </ol>
      )}
      <p>
        <a href={`/${county.code}/plan/tasks/${task.id}`}>{text.publicPage}</a>
        {task.span && (
          <>
            {' · '}
            <a href={`/${county.code}/plan/text#s${task.span[0]}`}>{text.source}</a>
          </>
        )}
      </p>
    </>
  )
}

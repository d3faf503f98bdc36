import type { PlanView, TaskView } from '@kepu/contract/plan'
import { useCounty } from '../../../shell/portal.tsx'
import { useHomeText } from './words.ts'

/** The tasks under their categories (提升行动, 重点工程), each a card. */
export function TaskCards({ plan }: { plan: PlanView }) {
  const categories = [...Map.groupBy(plan.tasks, (task) => task.category ?? '')]
  return categories.map(([category, tasks], index) => (
    <section key={category} aria-labelledby={`category-${index}`}>
      <h2 id={`category-${index}`}>{category}</h2>
      <ul className="cards tasks">
        {tasks.map((task) => (
          <TaskCard key={task.id} task={task} />
        ))}
      </ul>
    </section>
  ))
}

function TaskCard({ task }: { task: TaskView }) {
  const text = useHomeText()
  const { code } = useCounty()
  const [first] = task.lead
  const names =
    first && task.lead.length > 2
      ? text.andOthers(first.name, task.lead.length)
      : task.lead.map((body) => body.name).join('、')
  return (
    <li>
      <a href={`/${code}/plan/tasks/${task.id}`}>
        <b aria-hidden="true">{task.number}</b>
        <strong>{task.title}</strong>
        {names && <small>{text.leadBy(names)}</small>}
        {task.measures.length > 0 && <small>{text.measures(task.measures.length)}</small>}
      </a>
    </li>
  )
}

import type { TaskView } from '@kepu/contract/plan'
import { useCounty } from '../../../shell/portal.tsx'
import { usePlanText } from './words.ts'

type Body = TaskView['lead'][number]

/** Said where a plan would stand, while there is none. */
export function NoPlan() {
  const text = usePlanText()
  return (
    <section className="empty">
      <title>{text.noPlanTitle}</title>
      <h1>{text.noPlanTitle}</h1>
      <p>{text.noPlanText}</p>
    </section>
  )
}

/** Bodies as links to their own pages; an open group (各乡镇) has none. */
export function Bodies({ bodies }: { bodies: readonly Body[] }) {
  const { code } = useCounty()
  const text = usePlanText()
  if (bodies.length === 0) return <span className="quiet">{text.nobody}</span>
  return (
    <ul className="bodies">
      {bodies.map((body) => (
        <li key={body.unitId ?? body.asWritten}>
          {body.unitId ? <a href={`/${code}/units/${body.unitId}`}>{body.name}</a> : body.name}
        </li>
      ))}
    </ul>
  )
}

export interface Crumb {
  readonly href: string
  readonly label: string
}

/** Where the reader is, from the county's front page down. */
export function Crumbs({ crumbs, here, label }: { crumbs: readonly Crumb[]; here: string; label: string }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}

/** Tasks in the document's order, under their categories (提升行动, 重点工程). */
export function byCategory(tasks: readonly TaskView[]): [string, TaskView[]][] {
  return [...Map.groupBy(tasks, (task) => task.category ?? '')]
}

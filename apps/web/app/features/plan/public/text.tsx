import { PlanView, TraceView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { NoPlan } from './parts.tsx'
import { addressOf, type Paragraph, paragraphsOf, type Segment, type TraceLink } from './trace.ts'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const current = path`/counties/${call.params['county']}/plans/current`
  const api = apiOf(call)
  const plan = await api.find(current, PlanView)
  if (plan === null) return { title: null, paragraphs: [], taskOfMeasure: new Map<string, string>() }
  const trace = await api.get(`${current}/trace`, TraceView)
  const taskOfMeasure = new Map(plan.tasks.flatMap((task) => task.measures.map((measure) => [measure.id, task.id])))
  return { title: trace.title, paragraphs: paragraphsOf(trace.text, trace.links), taskOfMeasure }
}

/** From any sentence of the plan to what it became. */
export default function PublicText() {
  const { title, paragraphs, taskOfMeasure } = useLoaderData<typeof loader>()
  const text = usePlanText()
  if (title === null) return <NoPlan />
  return (
    <>
      <title>{text.textTitle}</title>
      <h1>{text.textTitle}</h1>
      <p className="quiet">{text.textLead}</p>
      <article className="source" lang="zh-CN">
        {paragraphs.map((paragraph) => (
          <SourceParagraph key={paragraph.start} paragraph={paragraph} taskOfMeasure={taskOfMeasure} />
        ))}
      </article>
    </>
  )
}

type Tasks = ReadonlyMap<string, string>

function SourceParagraph({ paragraph, taskOfMeasure }: { paragraph: Paragraph; taskOfMeasure: Tasks }) {
  return (
    <>
      <p>
        {paragraph.anchors.map((position) => (
          <span key={position} id={`s${position}`} />
        ))}
        {paragraph.segments.map((segment) => (
          <Words key={segment.start} segment={segment} taskOfMeasure={taskOfMeasure} />
        ))}
      </p>
      {paragraph.begins.length > 0 && <Begins links={paragraph.begins} taskOfMeasure={taskOfMeasure} />}
    </>
  )
}

function Words({ segment, taskOfMeasure }: { segment: Segment; taskOfMeasure: Tasks }) {
  const { code } = useCounty()
  const { link } = segment
  const href = link && addressOf(link, code, taskOfMeasure)
  if (link === null) return segment.text
  if (href === null) {
    return (
      <span id={`s${segment.start}`} className={link.kind}>
        {segment.text}
      </span>
    )
  }
  return (
    <a id={`s${segment.start}`} href={href} className={link.kind}>
      {segment.text}
    </a>
  )
}

/** What begins in this paragraph and goes on beyond it. */
function Begins({ links, taskOfMeasure }: { links: readonly TraceLink[]; taskOfMeasure: Tasks }) {
  const text = usePlanText()
  const { code } = useCounty()
  return (
    <ul className="became">
      {links.map((link) => {
        const href = addressOf(link, code, taskOfMeasure)
        const label = `${text.becameKinds[link.kind]}：${link.label}`
        return (
          <li key={`${link.kind}${link.id}${link.label}`}>
            {href ? <a href={href}>{label}</a> : label}
            {link.annualTasks > 0 && ` · ${text.annualTasks(link.annualTasks)}`}
            {link.deliveries > 0 && ` · ${text.deliveries(link.deliveries)}`}
          </li>
        )
      })}
    </ul>
  )
}

import type { PlanView, TraceView } from '@kepu/contract/plan'
import type { SentenceView } from '@kepu/contract/plan-trace'
import type { Tx } from '../../../platform/database.ts'
import { readCells, readPlan } from '../document/read-plan.ts'
import { findPlanRow } from '../document/store.ts'
import { traceOf } from '../document/trace.ts'
import { overlaps, type Stretch, sentencesOf } from './rules/sentences.ts'

/** A plan with its text, its sentences and what each stretch of it became. */
export interface Traced {
  readonly plan: PlanView
  readonly text: string
  readonly links: TraceView['links']
  readonly sentences: readonly Stretch[]
}

export async function readTraced(tx: Tx, county: string, planId: string): Promise<Traced> {
  const plan = await readPlan(tx, county, planId, null)
  const { source_text: text } = await findPlanRow(tx, county, planId)
  const nothingCounted = { deliveries: () => ({ deliveries: 0, personTimes: 0 }), annualTasks: () => 0 }
  const { links } = traceOf(plan, text, await readCells(tx, county, planId), nothingCounted)
  return { plan, text, links, sentences: sentencesOf(text) }
}

export function sentenceView({ text, links }: Traced, span: Stretch): SentenceView {
  const became = links.filter((link) => overlaps(link.span, span))
  return { span: [span[0], span[1]], text: text.slice(span[0], span[1]), becameCount: became.length }
}

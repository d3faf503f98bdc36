import { Id } from '@kepu/contract'
import { SentenceView, TraceChainView, TraceOriginView, TraceSource } from '@kepu/contract/plan-trace'
import { z } from 'zod'
import { refuse } from '../../../platform/problem.ts'
import { query } from '../../../platform/query.ts'
import { publishedPlanId } from '../document/published.ts'
import { chainOf } from './chain.ts'
import { originOf } from './origin.ts'
import { readTraced, sentenceView } from './read-trace.ts'
import { sentenceAt } from './rules/sentences.ts'

/** The plan's text, sentence by sentence. */
export const showSentences = query({
  name: 'plan.trace.sentences',
  access: 'signedIn',
  input: z.object({ planId: z.string() }),
  output: z.object({ planId: Id, title: z.string(), items: z.array(SentenceView) }),
  async run(read, { planId }) {
    const traced = await readTraced(read.tx, read.county, await publishedPlanId(read, planId))
    const { header } = traced.plan
    return {
      planId: header.id,
      title: header.title,
      items: traced.sentences.map((span) => sentenceView(traced, span)),
    }
  },
})

/** Where is this sentence now? */
export const showChain = query({
  name: 'plan.trace.chain',
  access: 'signedIn',
  input: z.object({ planId: z.string(), at: z.coerce.number().int().min(0) }),
  output: TraceChainView,
  async run(read, { planId, at }) {
    const traced = await readTraced(read.tx, read.county, await publishedPlanId(read, planId))
    const span = sentenceAt(traced.sentences, at) ?? refuse({ code: 'platform.notFound', kind: 'sentence' })
    return chainOf(read, traced, span)
  },
})

/** And back: which sentence was this done for? */
export const showOrigin = query({
  name: 'plan.trace.origin',
  access: 'signedIn',
  input: z.object({ planId: z.string(), source: TraceSource, id: Id }),
  output: TraceOriginView,
  async run(read, { planId, source, id }) {
    const traced = await readTraced(read.tx, read.county, await publishedPlanId(read, planId))
    return originOf(read.tx, read.county, traced, { source, id })
  },
})

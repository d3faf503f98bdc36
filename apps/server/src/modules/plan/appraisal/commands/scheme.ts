import {
  DiscardScheme,
  hinders,
  OpenScheme,
  PublishScheme,
  RewriteScheme,
  Scheme,
  SchemeHeader,
  type SchemeProblem,
  schemeProblems,
} from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { requirePlanRight } from '../../document/store.ts'
import {
  deleteScheme,
  findScheme,
  hashOf,
  insertEdition,
  insertScheme,
  listEditions,
  lockScheme,
  saveScheme,
} from '../scheme-store.ts'
import { stop } from '../store.ts'
import { templateOf } from '../templates.ts'
import { schemeHeader } from '../views.ts'

/** Sums may be wrong while a scheme is being written; a metric that the burden rules forbid never gets into the records. */
function refuseForbidden(scheme: Scheme): void {
  const refused = schemeProblems(scheme).filter(isRefusedMetric)
  if (refused.length === 0) return
  stop({
    code: 'plan.scheme.refusedMetric',
    items: refused.map(({ title, metric, word }) => ({ title, metric, word })),
  })
}

function isRefusedMetric(problem: SchemeProblem): problem is Extract<SchemeProblem, { code: 'refusedMetric' }> {
  return problem.code === 'refusedMetric'
}

async function headerOf(work: Work, schemeId: string): Promise<SchemeHeader> {
  const scheme = await findScheme(work.tx, work.county, schemeId)
  return schemeHeader(scheme, await listEditions(work.tx, work.county, schemeId), work.actor)
}

/** Begins a scheme, from one of the templates. */
export const openScheme = command({
  name: 'plan.scheme.open',
  input: OpenScheme,
  output: SchemeHeader,
  async run(work, { title, template }) {
    await requirePlanRight(work, 'plan.scheme.open')
    const id = await insertScheme(work, { ...templateOf(template), title })
    work.record({ subject: ['scheme', id], detail: { title, template } })
    return headerOf(work, id)
  },
})

/** A scheme from a workbook or a JSON file, as a draft: what doesn't add up is shown, not refused. */
export const importScheme = command({
  name: 'plan.scheme.import',
  input: z.object({ fileName: z.string(), scheme: Scheme }),
  output: SchemeHeader,
  async run(work, { fileName, scheme }) {
    await requirePlanRight(work, 'plan.scheme.import')
    refuseForbidden(scheme)
    const id = await insertScheme(work, scheme)
    work.record({ subject: ['scheme', id], detail: { title: scheme.title, file: fileName } })
    return headerOf(work, id)
  },
})

export const rewriteScheme = command({
  name: 'plan.scheme.rewrite',
  input: RewriteScheme,
  output: SchemeHeader,
  async run(work, { schemeId, version, scheme }) {
    const before = await lockScheme(work, schemeId, version, 'plan.scheme.rewrite')
    refuseForbidden(scheme)
    await saveScheme(work, before, scheme)
    work.record({ subject: ['scheme', schemeId], detail: { title: scheme.title } })
    return headerOf(work, schemeId)
  },
})

/** A draft that is sound becomes the next edition: what was published before stays as it is. */
export const publishScheme = command({
  name: 'plan.scheme.publish',
  input: PublishScheme,
  output: SchemeHeader,
  async run(work, { schemeId, version }) {
    const scheme = await lockScheme(work, schemeId, version, 'plan.scheme.publish')
    refuseForbidden(scheme.draft)
    const problems = schemeProblems(scheme.draft).filter(hinders)
    if (problems.length > 0) stop({ code: 'plan.scheme.unsound', problems })
    const [last] = await listEditions(work.tx, work.county, schemeId)
    if (last && last.sha256 === hashOf(scheme.draft)) stop({ code: 'plan.scheme.unchanged', edition: last.edition })
    const edition = (last?.edition ?? 0) + 1
    const sha256 = await insertEdition(work, scheme, edition)
    work.record({ subject: ['scheme', schemeId], detail: { title: scheme.draft.title, edition, sha256 } })
    return headerOf(work, schemeId)
  },
})

/** A scheme that was never published goes. */
export const discardScheme = command({
  name: 'plan.scheme.discard',
  input: DiscardScheme,
  output: null,
  async run(work, { schemeId, version }) {
    const scheme = await lockScheme(work, schemeId, version, 'plan.scheme.discard')
    const [last] = await listEditions(work.tx, work.county, schemeId)
    if (last) stop({ code: 'plan.scheme.published', edition: last.edition })
    await deleteScheme(work, scheme)
    work.record({ subject: ['scheme', schemeId], detail: { title: scheme.draft.title } })
  },
})

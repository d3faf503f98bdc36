import type { Scheme } from '@kepu/contract/plan-appraisal'
import type { ZodType, z } from 'zod'
import type { App } from '../../src/app.ts'
import * as plan from '../../src/modules/plan/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { type Command, execute } from '../../src/platform/command.ts'
import { inCounty } from '../../src/platform/database.ts'
import type { Kernel } from '../../src/platform/kernel.ts'
import { answer, type Query } from '../../src/platform/query.ts'
import { demoScheme, LAST_YEAR, THIS_YEAR } from './scheme.ts'

/** Runs commands and queries as the demonstration. */
interface Desk {
  run<I extends ZodType, O>(definition: Command<I, O>, input: z.input<I>): Promise<O>
  ask<I extends ZodType, O>(definition: Query<I, O>, input: z.input<I>): Promise<O>
}

/** Acts on a day of the past, as if it had been done then; null: today. */
function deskOf({ kernel }: App, county: string, day: string | null): Desk {
  const actor = systemActor(county, '演示数据')
  const then: Kernel = day === null ? kernel : { ...kernel, countyNow: async () => new Date(`${day}T02:30:00Z`) }
  return {
    run: (definition, input) => execute(then, definition, { actor, input, idempotencyKey: null }),
    ask: (definition, input) => answer(kernel, definition, { actor, county, input }),
  }
}

/**
 * Last year's appraisal, released and frozen with one objection upheld; this year's in preparation by the next edition. Each
 * step is left out when it's done. Invented throughout.
 */
export async function loadDemoAppraisals(app: App, county: string): Promise<void> {
  const desk = deskOf(app, county, `${THIS_YEAR}-01-10`)
  const today = deskOf(app, county, null)
  const years = await inCounty(app.kernel.db, county, 'read only', (tx) =>
    tx.selectFrom('plan.year_plan').select(['id', 'year']).where('status', '<>', 'draft').execute(),
  )
  const yearPlanId = (year: number) => years.find((one) => one.year === year)?.id
  const [last, current] = [yearPlanId(LAST_YEAR), yearPlanId(THIS_YEAR)]
  if (last === undefined || current === undefined) return
  const schemeId = await schemeWithEdition(desk, demoScheme(1), 1)
  await releaseLast(desk, today, schemeId, last)
  await schemeWithEdition(desk, demoScheme(2), 2)
  await computed(today, await opened(today, schemeId, current, THIS_YEAR))
}

async function schemeWithEdition(desk: Desk, scheme: Scheme, edition: number): Promise<string> {
  const known = (await desk.ask(plan.listSchemesQuery, {})).items.find(({ title }) => title === scheme.title)
  const header = known ?? (await desk.run(plan.openScheme, { title: scheme.title, template: 'empty' }))
  if (header.edition >= edition) return header.id
  const { version } = await desk.run(plan.rewriteScheme, { schemeId: header.id, version: header.version, scheme })
  await desk.run(plan.publishScheme, { schemeId: header.id, version })
  return header.id
}

async function opened(desk: Desk, schemeId: string, yearPlanId: string, year: number): Promise<string> {
  const { items } = await desk.ask(plan.listAppraisalsQuery, {})
  const known = items.find((one) => one.yearPlanId === yearPlanId && one.schemeId === schemeId)
  const title = `${year}年度全民科学素质工作目标管理考核（演示，虚构）`
  return (known ?? (await desk.run(plan.openAppraisal, { schemeId, yearPlanId, title }))).id
}

async function computed(desk: Desk, appraisalId: string): Promise<void> {
  const { header } = await desk.ask(plan.showAppraisal, { appraisalId })
  if (header.asOf !== null) return
  await desk.run(plan.computeAppraisal, { appraisalId, version: header.version })
}

async function releaseLast(desk: Desk, today: Desk, schemeId: string, yearPlanId: string): Promise<void> {
  const appraisalId = await opened(desk, schemeId, yearPlanId, LAST_YEAR)
  // The demonstration's work was entered today, whenever it was done: before, nobody knew of it.
  await computed(today, appraisalId)
  const show = () => desk.ask(plan.showAppraisal, { appraisalId })
  const { header, scheme, sheets, entries } = await show()
  if (header.status === 'released') return
  if (header.status === 'prepared') {
    if (entries.length === 0) await desk.run(plan.enterScores, { appraisalId, entries: inventedScores(scheme, sheets) })
    const { version } = (await show()).header
    await desk.run(plan.discloseAppraisal, { appraisalId, version })
  }
  const { sheets: shown, objections } = await show()
  const [first] = shown
  if (first && objections.length === 0) await objectAndAnswer(desk, appraisalId, first.unitId)
  for (const { unitId, confirmedAt } of shown)
    if (confirmedAt === null) await desk.run(plan.confirmSheet, { appraisalId, unitId })
  const { version } = (await show()).header
  await desk.run(plan.releaseAppraisal, { appraisalId, version })
}

const INVENTED = '演示数据，虚构：按会议纪要和工作要点核实'

/** Points between 85 and 100 % for every item that a person scores, the same at every load. */
function inventedScores(scheme: Scheme, sheets: readonly { unitId: string; unitName: string }[]) {
  const items = scheme.sections.flatMap((section) => section.items.filter(({ formula }) => formula.kind === 'manual'))
  return sheets.flatMap(({ unitId, unitName }) =>
    items.map(({ id, points }) => {
      const seed = [...unitName, ...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7)
      return { unitId, itemId: id, score: Math.round(points * (85 + (seed % 16))) / 100, reason: INVENTED }
    }),
  )
}

async function objectAndAnswer(desk: Desk, appraisalId: string, unitId: string): Promise<void> {
  const reason = '本单位六月已专题研究部署，会议纪要补报（演示，虚构）'
  const { id } = await desk.run(plan.raiseObjection, { appraisalId, unitId, itemId: 'meeting', reason })
  const upheld = { answer: 'upheld', score: 5, reason: '已核对会议纪要，改为满分（演示，虚构）' } as const
  await desk.run(plan.answerObjection, { objectionId: id, ...upheld })
}

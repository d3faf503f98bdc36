import {
  AppraisalHeader,
  ComputeAppraisal,
  EnterScores,
  OpenAppraisal,
  refusedMetricIn,
  type Scheme,
  type SheetContent,
} from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { requirePlanRight } from '../../document/store.ts'
import { findYearPlan } from '../../year/store.ts'
import { computeSheets } from '../gather.ts'
import { withCorrections } from '../rules/corrections.ts'
import { whyNotPrepare } from '../rules/course.ts'
import { isEntered, itemsFor, sheetItem, withTotal } from '../rules/score.ts'
import { findScheme, listEditions } from '../scheme-store.ts'
import {
  bumpAppraisal,
  editionOf,
  entryKey,
  findAppraisal,
  listAppraisals,
  lockForCounty,
  readEntries,
  readObjections,
  readSheets,
  replaceSheets,
  saveSheets,
  stop,
  stopIf,
} from '../store.ts'
import { appraisalHeader } from '../views.ts'

async function headerOf(work: Work, id: string): Promise<AppraisalHeader> {
  const appraisal = await findAppraisal(work.tx, work.county, id)
  return appraisalHeader(appraisal, await editionOf(work.tx, work.county, appraisal), work.actor)
}

/** Begins the appraisal of a year by the newest edition of a scheme. One a year and scheme. */
export const openAppraisal = command({
  name: 'plan.appraisal.open',
  input: OpenAppraisal,
  output: AppraisalHeader,
  async run(work, { schemeId, yearPlanId, title }) {
    await requirePlanRight(work, 'plan.appraisal.open')
    const year = await findYearPlan(work.tx, work.county, yearPlanId)
    if (year.status === 'draft') stop({ code: 'plan.appraisal.yearState', yearStatus: year.status })
    const scheme = await findScheme(work.tx, work.county, schemeId)
    const [edition] = await listEditions(work.tx, work.county, scheme.id)
    if (!edition) stop({ code: 'plan.appraisal.noEdition' })
    const before = (await listAppraisals(work.tx, work.county)).find(
      (one) => one.yearPlanId === year.id && one.schemeId === scheme.id,
    )
    if (before) stop({ code: 'plan.appraisal.exists', appraisalId: before.id })
    const id = work.newId()
    await work.tx
      .insertInto('plan.appraisal')
      .values({
        county_code: work.county,
        id,
        year_plan_id: year.id,
        scheme_id: scheme.id,
        edition: edition.edition,
        title,
        status: 'prepared',
        created_at: work.now,
      })
      .execute()
    work.record({ subject: ['appraisal', id], detail: { year: year.year, title, edition: edition.edition } })
    return headerOf(work, id)
  },
})

/** Computes every sheet anew from the records up to a day: today, or the end of the year once it's over. */
export const computeAppraisal = command({
  name: 'plan.appraisal.compute',
  input: ComputeAppraisal,
  output: AppraisalHeader,
  async run(work, { appraisalId, version, asOf }) {
    const appraisal = await lockForCounty(work, appraisalId, version, 'plan.appraisal.compute')
    stopIf(whyNotPrepare(appraisal))
    if (asOf !== undefined && asOf > work.today) stop({ code: 'plan.appraisal.future', asOf, today: work.today })
    const last = [asOf ?? work.today, `${appraisal.year}-12-31`].sort()[0] ?? work.today
    const { content: scheme } = await editionOf(work.tx, work.county, appraisal)
    const year = await findYearPlan(work.tx, work.county, appraisal.yearPlanId)
    const entries = await readEntries(work.tx, work.county, appraisalId)
    const computed = await computeSheets(work, year, scheme, last, entries)
    if (computed.length === 0) stop({ code: 'plan.appraisal.nobody' })
    const objections = await readObjections(work.tx, work.county, appraisalId)
    await replaceSheets(
      work,
      appraisalId,
      computed.map((sheet) => withCorrections(scheme, sheet, objections)),
    )
    await bumpAppraisal(work, appraisal, { as_of: last })
    work.record({ subject: ['appraisal', appraisalId], detail: { asOf: last, sheets: computed.length } })
    return headerOf(work, appraisalId)
  },
})

type Entry = EnterScores['entries'][number]

/** Points that a person gives, each with its reason. Items that are computed nobody enters. */
export const enterScores = command({
  name: 'plan.appraisal.enter',
  input: EnterScores,
  output: z.object({ entered: z.number() }),
  async run(work, { appraisalId, entries }) {
    const appraisal = await lockForCounty(work, appraisalId, null, 'plan.appraisal.enter')
    stopIf(whyNotPrepare(appraisal))
    const { content: scheme } = await editionOf(work.tx, work.county, appraisal)
    const stored = await readSheets(work.tx, work.county, appraisalId)
    const sheets = new Map(stored.map(({ sheet }) => [sheet.unitId, sheet]))
    for (const entry of entries) refuseUnsound(scheme, sheets.get(entry.unitId), entry)

    await work.tx
      .insertInto('plan.appraisal_entry')
      .values(
        entries.map(({ unitId, itemId, score, reason }) => ({
          county_code: work.county,
          id: work.newId(),
          appraisal_id: appraisalId,
          unit_id: unitId,
          item_id: itemId,
          score,
          reason,
          entered_by_name: work.actor.name,
          entered_at: work.now,
        })),
      )
      .execute()
    const given = new Map(entries.map((entry) => [entryKey(entry.unitId, entry.itemId), entry]))
    const changed = [...new Set(entries.map(({ unitId }) => unitId))].flatMap((unitId) => {
      const sheet = sheets.get(unitId)
      return sheet ? [withEntries(scheme, sheet, given)] : []
    })
    await saveSheets(work, appraisalId, changed)
    await bumpAppraisal(work, appraisal)
    work.record({ subject: ['appraisal', appraisalId], detail: { entries: entries.length, bodies: changed.length } })
    return { entered: entries.length }
  },
})

function refuseUnsound(
  scheme: Scheme,
  sheet: SheetContent | undefined,
  { unitId, itemId, score, reason }: Entry,
): void {
  if (!sheet) stop({ code: 'plan.appraisal.notAppraised', unitId })
  const item = itemsFor(scheme, sheet.group).find(({ id }) => id === itemId)
  const absent = sheet.items.some((one) => one.itemId === itemId && one.state === 'absent')
  if (!item || !isEntered(item) || absent) stop({ code: 'plan.appraisal.notEntered', itemId })
  if (score > item.points) stop({ code: 'plan.appraisal.outOfRange', itemTitle: item.title, most: item.points })
  const refused = refusedMetricIn(reason)
  if (refused) stop({ code: 'plan.appraisal.refusedMetric', ...refused })
}

function withEntries(scheme: Scheme, sheet: SheetContent, given: ReadonlyMap<string, Entry>): SheetContent {
  const items = sheet.items.map((before) => {
    const entry = given.get(entryKey(sheet.unitId, before.itemId))
    const item = itemsFor(scheme, sheet.group).find(({ id }) => id === before.itemId)
    if (!entry || !item) return before
    const { score, reason } = entry
    return sheetItem(item, { state: 'pending', why: 'notEntered' }, { score, reason }, scheme)
  })
  return withTotal(scheme, { ...sheet, items })
}

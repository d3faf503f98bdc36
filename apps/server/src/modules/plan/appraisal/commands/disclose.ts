import {
  AnswerObjection,
  AppraisalHeader,
  ConfirmSheet,
  DiscloseAppraisal,
  ObjectionView,
  RaiseObjection,
  ReopenAppraisal,
  refusedMetricIn,
} from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { refuse } from '../../../../platform/problem.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { endOfTerm, rootUnit, unitForActor, workingCalendar } from '../../../organization/index.ts'
import { withCorrections } from '../rules/corrections.ts'
import { titleOf, whyNotAnswer, whyNotDisclose, whyNotObject, whyNotReopen } from '../rules/course.ts'
import { itemsFor } from '../rules/score.ts'
import {
  bumpAppraisal,
  editionOf,
  findAppraisal,
  findObjection,
  lockAppraisal,
  lockForCounty,
  readObjections,
  readSheets,
  saveConfirmation,
  saveSheets,
  stop,
  stopIf,
} from '../store.ts'
import { appraisalHeader, objectionView } from '../views.ts'

export const SHEET_TODO = 'plan.appraisal.disclosed'
export const OBJECTION_TODO = 'plan.objection.raised'

async function headerOf(work: Work, id: string): Promise<AppraisalHeader> {
  const appraisal = await findAppraisal(work.tx, work.county, id)
  return appraisalHeader(appraisal, await editionOf(work.tx, work.county, appraisal), work.actor)
}

/** Each body is shown its own sheet and may object within the term of the scheme. */
export const discloseAppraisal = command({
  name: 'plan.appraisal.disclose',
  input: DiscloseAppraisal,
  output: AppraisalHeader,
  async run(work, { appraisalId, version }) {
    const appraisal = await lockForCounty(work, appraisalId, version, 'plan.appraisal.disclose')
    const { content: scheme } = await editionOf(work.tx, work.county, appraisal)
    const sheets = (await readSheets(work.tx, work.county, appraisalId)).map(({ sheet }) => sheet)
    stopIf(whyNotDisclose(appraisal, scheme, sheets))
    const until = endOfTerm(await workingCalendar(work.tx), work.today, scheme.objectionDays) ?? work.today
    await bumpAppraisal(work, appraisal, { status: 'disclosed', disclosed_at: work.now, object_until: until })
    await openTodos(
      work,
      sheets.map(({ unitId }) => ({
        unitId,
        kind: SHEET_TODO,
        subject: ['appraisal', appraisalId] as const,
        facts: { title: appraisal.title, year: appraisal.year },
        dueOn: until,
      })),
    )
    work.record({ subject: ['appraisal', appraisalId], detail: { sheets: sheets.length, objectUntil: until } })
    await work.emit('plan.appraisal.disclosed', { appraisalId })
    return headerOf(work, appraisalId)
  },
})

/** Takes the sheets back to correct what no objection names, with the reason. The term begins anew with the next disclosure. */
export const reopenAppraisal = command({
  name: 'plan.appraisal.reopen',
  input: ReopenAppraisal,
  output: AppraisalHeader,
  async run(work, { appraisalId, version, reason }) {
    const appraisal = await lockForCounty(work, appraisalId, version, 'plan.appraisal.reopen')
    stopIf(whyNotReopen(appraisal))
    const open = (await readObjections(work.tx, work.county, appraisalId)).filter(({ state }) => state === 'open')
    if (open.length > 0) stop({ code: 'plan.appraisal.objectionsOpen', open: open.length })
    await saveConfirmation(work, appraisalId, null, null)
    await bumpAppraisal(work, appraisal, { status: 'prepared', disclosed_at: null, object_until: null })
    await closeTodos(work, SHEET_TODO, appraisalId)
    work.record({ subject: ['appraisal', appraisalId], detail: { reason } })
    return headerOf(work, appraisalId)
  },
})

/** The appraisal with the sheet of a body of the actor, locked. */
async function lockOwnSheet(work: Work, appraisalId: string, unitId: string, permission: string) {
  await unitForActor(work, unitId, permission)
  const appraisal = await lockAppraisal(work, appraisalId)
  const [stored] = await readSheets(work.tx, work.county, appraisalId, unitId)
  if (!stored) stop({ code: 'plan.appraisal.notAppraised', unitId })
  return { appraisal, stored }
}

/** 无异议: a body has seen its sheet and objects to nothing. */
export const confirmSheet = command({
  name: 'plan.appraisal.confirm',
  input: ConfirmSheet,
  output: z.object({ confirmedAt: z.iso.datetime() }),
  async run(work, { appraisalId, unitId }) {
    const { appraisal, stored } = await lockOwnSheet(work, appraisalId, unitId, 'plan.appraisal.confirm')
    stopIf(whyNotReopen(appraisal))
    if (stored.confirmedAt) stop({ code: 'plan.appraisal.confirmed', confirmedAt: stored.confirmedAt.toISOString() })
    await saveConfirmation(work, appraisalId, unitId, work.now)
    await closeTodos(work, SHEET_TODO, appraisalId, unitId)
    work.record({ subject: ['appraisal', appraisalId], detail: { unitId } })
    return { confirmedAt: work.now.toISOString() }
  },
})

/** 提出异议 to an item, with the reason. It takes back an earlier «no objection». */
export const raiseObjection = command({
  name: 'plan.objection.raise',
  input: RaiseObjection,
  output: ObjectionView,
  async run(work, { appraisalId, unitId, itemId, reason }) {
    const { appraisal, stored } = await lockOwnSheet(work, appraisalId, unitId, 'plan.objection.raise')
    stopIf(whyNotObject(appraisal, work.today))
    const { content: scheme } = await editionOf(work.tx, work.county, appraisal)
    const item = stored.sheet.items.find((one) => one.itemId === itemId)
    if (!item) refuse({ code: 'platform.notFound', kind: 'item' })
    const before = await readObjections(work.tx, work.county, appraisalId)
    if (before.some((one) => one.unitId === unitId && one.itemId === itemId && one.state === 'open'))
      stop({ code: 'plan.objection.open', itemId })
    const id = work.newId()
    await work.tx
      .insertInto('plan.objection')
      .values({
        county_code: work.county,
        id,
        appraisal_id: appraisalId,
        unit_id: unitId,
        item_id: itemId,
        score: item.score,
        reason,
        raised_by_name: work.actor.name,
        raised_at: work.now,
        state: 'open',
      })
      .execute()
    await saveConfirmation(work, appraisalId, unitId, null)
    const root = await rootUnit(work.tx, work.county)
    await openTodos(work, [
      {
        unitId: root.id,
        kind: OBJECTION_TODO,
        subject: ['objection', id],
        facts: { unit: stored.sheet.unitName, item: titleOf(scheme, itemId), appraisalId },
        dueOn: null,
      },
    ])
    work.record({
      subject: ['appraisal', appraisalId],
      detail: { objection: id, unitId, item: titleOf(scheme, itemId) },
    })
    await work.emit('plan.objection.raised', { appraisalId, objectionId: id })
    return objectionView(await findObjection(work.tx, work.county, id), scheme, appraisal, work.actor)
  },
})

/** The answer: upheld with the points that the item gets, or rejected, both with the reason. */
export const answerObjection = command({
  name: 'plan.objection.answer',
  input: AnswerObjection,
  output: ObjectionView,
  async run(work, { objectionId, answer, reason, score }) {
    const known = await findObjection(work.tx, work.county, objectionId)
    const appraisal = await lockForCounty(work, known.appraisalId, null, 'plan.objection.answer')
    const objection = await findObjection(work.tx, work.county, objectionId)
    stopIf(whyNotAnswer(appraisal, objection))
    const { content: scheme } = await editionOf(work.tx, work.county, appraisal)
    const [stored] = await readSheets(work.tx, work.county, appraisal.id, objection.unitId)
    const sheet = stored?.sheet
    if (!sheet) stop({ code: 'plan.appraisal.notAppraised', unitId: objection.unitId })
    const item = itemsFor(scheme, sheet.group).find(({ id }) => id === objection.itemId)
    const newScore = answer === 'upheld' ? (score ?? stop({ code: 'plan.objection.noScore' })) : null
    if (item && newScore !== null && newScore > item.points)
      stop({ code: 'plan.appraisal.outOfRange', itemTitle: item.title, most: item.points })
    const refused = refusedMetricIn(reason)
    if (refused) stop({ code: 'plan.appraisal.refusedMetric', ...refused })

    await work.tx
      .updateTable('plan.objection')
      .set({
        state: answer,
        answer: reason,
        new_score: newScore,
        answered_by_name: work.actor.name,
        answered_at: work.now,
      })
      .where('county_code', '=', work.county)
      .where('id', '=', objectionId)
      .execute()
    const answered = await findObjection(work.tx, work.county, objectionId)
    await saveSheets(work, appraisal.id, [withCorrections(scheme, sheet, [answered])])
    await bumpAppraisal(work, appraisal)
    await closeTodos(work, OBJECTION_TODO, objectionId)
    work.record({
      subject: ['appraisal', appraisal.id],
      detail: { objection: objectionId, answer, ...(newScore === null ? {} : { newScore }) },
    })
    await work.emit('plan.objection.answered', { appraisalId: appraisal.id, objectionId })
    return objectionView(answered, scheme, appraisal, work.actor)
  },
})

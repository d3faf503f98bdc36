import { AnswerExtension, AskExtension, WithdrawExtension } from '@kepu/contract/plan-supervision-node'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { findUnit, rootUnit, unitForActor } from '../../../organization/index.ts'
import { requirePlanRight } from '../../document/store.ts'
import { lightsOfNode, lockExtension, lockLight, movable, stop } from '../node-rows.ts'
import { whyNotAnswer, whyNotDay } from '../rules/moving.ts'

export const EXTENSION_TODO = 'plan.extension.asked'

/** 延期申请: with a reason, before or after the day is over. Until it's answered the clock stands still. */
export const askExtension = command({
  name: 'plan.extension.ask',
  input: AskExtension,
  output: z.object({ extensionId: z.uuid() }),
  async run(work, { nodeId, unitId, wantedDay, reason }) {
    const found = await lockLight(work, nodeId, unitId, 'plan.extension.ask')
    const { light } = found
    const refusal = whyNotDay(movable(found), wantedDay, work.today)
    if (refusal) throw new Refused(refusal)
    const pending = await work.tx
      .selectFrom('plan.extension')
      .select('asked_on')
      .where('county_code', '=', work.county)
      .where('node_id', '=', nodeId)
      .where('owner_id', light.unitId === null ? 'is' : '=', light.unitId)
      .where('status', '=', 'asked')
      .executeTakeFirst()
    if (pending) stop({ code: 'plan.extension.pending', askedOn: pending.asked_on })

    const extensionId = work.newId()
    await work.tx
      .insertInto('plan.extension')
      .values({
        county_code: work.county,
        id: extensionId,
        annual_task_id: light.task.id,
        node_id: nodeId,
        unit_id: unitId,
        owner_id: light.unitId,
        wanted_day: wantedDay,
        reason,
        asked_on: work.today,
        asked_by_name: work.actor.name,
        asked_at: work.now,
        status: 'asked',
      })
      .execute()
    const unit = await findUnit(work.tx, work.county, unitId)
    await openTodos(work, [
      {
        unitId: (await rootUnit(work.tx, work.county)).id,
        kind: EXTENSION_TODO,
        subject: ['extension', extensionId],
        facts: {
          nodeId,
          ownerId: light.unitId ?? '',
          unit: unit?.name ?? '',
          task: light.task.title,
          node: light.node.title,
          wantedDay,
        },
        dueOn: null,
      },
    ])
    work.record({ subject: ['annualNode', nodeId], detail: { extensionId, unitId, wantedDay, reason } })
    return { extensionId }
  },
})

async function settle(
  work: Work,
  extensionId: string,
  settled: {
    readonly status: 'granted' | 'refused' | 'withdrawn'
    readonly granted_day: string | null
    readonly answer: string | null
  },
): Promise<void> {
  await work.tx
    .updateTable('plan.extension')
    .set({
      ...settled,
      answered_on: work.today,
      answered_by_name: work.actor.name,
      answered_at: work.now,
    })
    .where('county_code', '=', work.county)
    .where('id', '=', extensionId)
    .execute()
  await closeTodos(work, EXTENSION_TODO, extensionId)
}

/** The body takes back what it asked. */
export const withdrawExtension = command({
  name: 'plan.extension.withdraw',
  input: WithdrawExtension,
  output: null,
  async run(work, { extensionId }) {
    const extension = await lockExtension(work, extensionId)
    await unitForActor(work, extension.unitId, 'plan.extension.withdraw')
    const refusal = whyNotAnswer(extension.status)
    if (refusal) throw new Refused(refusal)
    await settle(work, extensionId, { status: 'withdrawn', granted_day: null, answer: null })
    work.record({ subject: ['annualNode', extension.nodeId], detail: { extensionId } })
  },
})

/** The coordinator grants a day, or refuses; a refused one stays to be seen. */
export const answerExtension = command({
  name: 'plan.extension.answer',
  input: AnswerExtension,
  output: null,
  async run(work, { extensionId, grantedDay, answer }) {
    await requirePlanRight(work, 'plan.extension.answer')
    const extension = await lockExtension(work, extensionId)
    const answered = whyNotAnswer(extension.status)
    if (answered) throw new Refused(answered)
    if (grantedDay !== null) {
      const { year, lights } = await lightsOfNode(work.tx, work.county, extension.nodeId, work.today)
      const light = lights.find(({ unitId }) => unitId === extension.ownerId)
      const refusal = light && whyNotDay(movable({ year, light }), grantedDay, work.today)
      if (refusal) throw new Refused(refusal)
    }
    const status = grantedDay === null ? 'refused' : 'granted'
    await settle(work, extensionId, { status, granted_day: grantedDay, answer })
    work.record({ subject: ['annualNode', extension.nodeId], detail: { extensionId, status, grantedDay, answer } })
  },
})

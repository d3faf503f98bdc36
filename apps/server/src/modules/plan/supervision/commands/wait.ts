import { AnswerWait, EndWait, TellWait, type WaitEnding } from '@kepu/contract/plan-supervision-node'
import { z } from 'zod'
import { may } from '../../../../platform/actor.ts'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused, refuse } from '../../../../platform/problem.ts'
import { closeTodos, openTodos } from '../../../notification/index.ts'
import { findUnit, rootUnit, unitForActor } from '../../../organization/index.ts'
import { lockLight, lockWait, movable, stop } from '../node-rows.ts'
import { whyNotWait } from '../rules/moving.ts'

export const WAIT_TODO = 'plan.wait.told'

/** 等待他人: a body says whom it waits for and why. The clock stands still, and the awaited one finds it in its inbox. */
export const tellWait = command({
  name: 'plan.wait.tell',
  input: TellWait,
  output: z.object({ waitId: z.uuid() }),
  async run(work, { nodeId, unitId, awaitedId, since, what }) {
    const found = await lockLight(work, nodeId, unitId, 'plan.wait.tell')
    const { light } = found
    const refusal = whyNotWait(movable(found), { unitId, awaitedId, since }, work.today)
    if (refusal) throw new Refused(refusal)
    if (light.paused) {
      const { since: open, awaitedName } = light.paused
      stop({ code: 'plan.wait.open', since: open, awaitedName })
    }
    const awaited = await findUnit(work.tx, work.county, awaitedId)
    if (!awaited?.active) refuse({ code: 'platform.notFound', kind: 'unit' })
    const unit = await findUnit(work.tx, work.county, unitId)

    const waitId = work.newId()
    await work.tx
      .insertInto('plan.wait')
      .values({
        county_code: work.county,
        id: waitId,
        annual_task_id: light.task.id,
        node_id: nodeId,
        unit_id: unitId,
        owner_id: light.unitId,
        awaited_id: awaitedId,
        what,
        since,
        told_on: work.today,
        told_by_name: work.actor.name,
        told_at: work.now,
      })
      .execute()
    await openTodos(work, [
      {
        unitId: awaitedId,
        kind: WAIT_TODO,
        subject: ['wait', waitId],
        facts: {
          nodeId,
          ownerId: light.unitId ?? '',
          unit: unit?.name ?? '',
          task: light.task.title,
          node: light.node.title,
          what,
        },
        dueOn: null,
      },
    ])
    work.record({ subject: ['annualNode', nodeId], detail: { waitId, unitId, awaitedId, since, what } })
    return { waitId }
  },
})

async function end(work: Work, waitId: string, ending: WaitEnding, answer: string): Promise<void> {
  await work.tx
    .updateTable('plan.wait')
    .set({ ended_on: work.today, ending, answer, ended_by_name: work.actor.name, ended_at: work.now })
    .where('county_code', '=', work.county)
    .where('id', '=', waitId)
    .execute()
  await closeTodos(work, WAIT_TODO, waitId)
}

/** The awaited body answers: the clock runs on. */
export const answerWait = command({
  name: 'plan.wait.answer',
  input: AnswerWait,
  output: null,
  async run(work, { waitId, answer }) {
    const wait = await lockWait(work, waitId)
    await unitForActor(work, wait.awaited_id, 'plan.wait.answer')
    await end(work, waitId, 'answered', answer)
    work.record({ subject: ['annualNode', wait.node_id], detail: { waitId, answer } })
  },
})

/** Whoever waits withdraws it, or the coordinator ends it. */
export const endWait = command({
  name: 'plan.wait.end',
  input: EndWait,
  output: null,
  async run(work, { waitId, reason }) {
    const wait = await lockWait(work, waitId)
    const root = await rootUnit(work.tx, work.county)
    const coordinates = may(work.actor, 'plan.wait.end', root.ancestors)
    if (!coordinates) await unitForActor(work, wait.unit_id, 'plan.wait.end')
    await end(work, waitId, coordinates ? 'ended' : 'withdrawn', reason)
    work.record({ subject: ['annualNode', wait.node_id], detail: { waitId, reason } })
  },
})

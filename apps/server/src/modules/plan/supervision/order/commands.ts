import {
  OpenSupervisionOrder,
  type SupervisionAction,
  SupervisionOrderMoved,
  SupervisionStepInput,
  SupervisionStepWithNote,
  SupervisionStepWithTerm,
} from '@kepu/contract/plan-supervision-order'
import { z } from 'zod'
import { command, type Work } from '../../../../platform/command.ts'
import { Refused } from '../../../../platform/problem.ts'
import { rootUnit } from '../../../organization/index.ts'
import { requirePlanRight } from '../../document/store.ts'
import { lockLight } from '../node-rows.ts'
import { numberOf, whyNotWords } from '../rules/order.ts'
import { settingOn } from '../store.ts'
import { actsForOffice } from './access.ts'
import { act } from './act.ts'
import { insertEvent, nextOrdinal, openOrderOf, stop } from './store.ts'
import { openStepTodo } from './todos.ts'

/** Under whose name: the authorised office's own people supervise, everybody else coordinates. */
async function issuerOf(work: Work) {
  const { office } = await settingOn(work.tx, work.county, work.today)
  if (office !== null && actsForOffice(work.actor, office.unitId, 'plan.order.open'))
    return { kind: 'supervision', issuerId: office.unitId, legalBasis: office.legalBasis } as const
  await requirePlanRight(work, 'plan.order.open')
  const issuerId = work.actor.unitId ?? (await rootUnit(work.tx, work.county)).id
  return { kind: 'coordination', issuerId, legalBasis: null } as const
}

/** 立项: a red node becomes a matter of an order, one at a time. What is asked for and by when, in the issuer's words. */
export const openOrder = command({
  name: 'plan.order.open',
  input: OpenSupervisionOrder,
  output: z.object({ orderId: z.uuid(), number: z.string() }),
  async run(work, { nodeId, unitId, title, demand, termDays }) {
    const issuer = await issuerOf(work)
    const words = whyNotWords(issuer.kind, [title, demand])
    if (words) throw new Refused(words)
    const { year, light } = await lockLight(work, nodeId, unitId, null)
    if (light.colour !== 'red') stop({ code: 'plan.order.notLate', lastDay: light.lastDay })
    const asked = await pendingExtension(work, nodeId)
    if (asked !== null) stop({ code: 'plan.order.answering', askedOn: asked })
    const known = await openOrderOf(work.tx, work.county, nodeId, unitId)
    if (known) stop({ code: 'plan.order.exists', orderId: known.id, number: numberOf(known) })

    const orderId = work.newId()
    const ordinal = await nextOrdinal(work, issuer.kind, year.year)
    await work.tx
      .insertInto('plan.supervision_order')
      .values({
        county_code: work.county,
        id: orderId,
        year: year.year,
        ordinal,
        kind: issuer.kind,
        level: 'blue',
        step: 'matter',
        annual_task_id: light.task.id,
        node_id: nodeId,
        owner_id: light.unitId,
        unit_id: unitId,
        issuer_id: issuer.issuerId,
        legal_basis: issuer.legalBasis,
        title,
        basis: `${year.title}：${light.task.title}（${light.node.title}，${light.node.dueOn}）`,
        demand,
        term_days: termDays,
        opened_on: work.today,
        opened_at: work.now,
      })
      .execute()
    await insertEvent(work, orderId, 1, { action: 'open', step: 'matter', level: 'blue', note: null, deadline: null })
    const number = numberOf({ kind: issuer.kind, year: year.year, ordinal })
    await openStepTodo(work, orderId)
    work.record({ subject: ['supervisionOrder', orderId], detail: { number, nodeId, unitId, termDays } })
    return { orderId, number }
  },
})

async function pendingExtension(work: Work, nodeId: string): Promise<string | null> {
  const row = await work.tx
    .selectFrom('plan.extension')
    .select('asked_on')
    .where('county_code', '=', work.county)
    .where('node_id', '=', nodeId)
    .where('status', '=', 'asked')
    .executeTakeFirst()
  return row?.asked_on ?? null
}

/** A step that takes no words. */
function plainly(action: SupervisionAction) {
  return command({
    name: `plan.order.${action}`,
    input: SupervisionStepInput,
    output: SupervisionOrderMoved,
    run: (work, { supervisionOrderId: orderId, version }) =>
      act(work, { orderId, version, action, note: null, termDays: null }),
  })
}

/** A step with a reason or a report. */
function withNote(action: SupervisionAction) {
  return command({
    name: `plan.order.${action}`,
    input: SupervisionStepWithNote,
    output: SupervisionOrderMoved,
    run: (work, { supervisionOrderId: orderId, version, note }) =>
      act(work, { orderId, version, action, note, termDays: null }),
  })
}

/** A step that sets a new term. */
function withTerm(action: SupervisionAction) {
  return command({
    name: `plan.order.${action}`,
    input: SupervisionStepWithTerm,
    output: SupervisionOrderMoved,
    run: (work, { supervisionOrderId: orderId, version, note, termDays }) =>
      act(work, { orderId, version, action, note, termDays }),
  })
}

/** 报领导审核. */
export const submitOrder = plainly('submit')
/** 领导审核: 同意. Nobody approves what they submitted. */
export const approveOrder = plainly('approve')
/** 领导审核: 退回修改. */
export const sendBackOrder = withNote('sendBack')
/** 下发通知: the term begins on the day after. */
export const issueOrder = plainly('issue')
/** 签收. */
export const receiveOrder = plainly('receive')
/** 办理: how the body goes about it. */
export const handleOrder = withNote('handle')
/** 反馈: what came of it. */
export const reportOrder = withNote('report')
/** 复核: 退回办理, with a new term. */
export const returnOrder = withTerm('return')
/** 复核: 办结. Only when the node is done. */
export const acceptOrder = withNote('accept')
/** 升级: the term was missed without a good reason. */
export const raiseOrder = withTerm('raise')
/** 认可正当理由: a new term at the same level. */
export const excuseOrder = withTerm('excuse')
export const withdrawOrder = withNote('withdraw')

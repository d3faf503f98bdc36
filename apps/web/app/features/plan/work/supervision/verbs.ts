import { SetSupervision, SupervisionSettingView } from '@kepu/contract/plan-supervision'
import {
  AnswerExtension,
  AnswerWait,
  AskExtension,
  EndWait,
  TellWait,
  WithdrawExtension,
} from '@kepu/contract/plan-supervision-node'
import {
  OpenSupervisionOrder,
  type SupervisionAction,
  SupervisionOrderMoved,
  SupervisionStepInput,
  SupervisionStepWithNote,
  SupervisionStepWithTerm,
} from '@kepu/contract/plan-supervision-order'
import { z } from 'zod'
import { verb } from '../../../../lib/verb.ts'

const at = '/supervision'

export const askExtension = verb(
  'POST',
  `${at}/nodes/{nodeId}/extensions`,
  AskExtension,
  z.object({ extensionId: z.string() }),
)
export const answerExtension = verb('POST', `${at}/extensions/{extensionId}/answer`, AnswerExtension, z.null())
export const withdrawExtension = verb('POST', `${at}/extensions/{extensionId}/withdrawal`, WithdrawExtension, z.null())
export const tellWait = verb('POST', `${at}/nodes/{nodeId}/waits`, TellWait, z.object({ waitId: z.string() }))
export const answerWait = verb('POST', `${at}/waits/{waitId}/answer`, AnswerWait, z.null())
export const endWait = verb('POST', `${at}/waits/{waitId}/end`, EndWait, z.null())
export const setSupervision = verb('PUT', `${at}/setting`, SetSupervision, SupervisionSettingView)
export const openOrder = verb(
  'POST',
  `${at}/nodes/{nodeId}/orders`,
  OpenSupervisionOrder,
  z.object({ orderId: z.string(), number: z.string() }),
)

const order = `${at}/orders/{supervisionOrderId}`
const plainly = (step: string) => verb('POST', `${order}/${step}`, SupervisionStepInput, SupervisionOrderMoved)
const withNote = (step: string) => verb('POST', `${order}/${step}`, SupervisionStepWithNote, SupervisionOrderMoved)
const withTerm = (step: string) => verb('POST', `${order}/${step}`, SupervisionStepWithTerm, SupervisionOrderMoved)

/** Steps of an order that take no words. */
export const plainSteps = {
  submit: plainly('submission'),
  approve: plainly('approval'),
  issue: plainly('issue'),
  receive: plainly('receipt'),
} as const satisfies Partial<Record<SupervisionAction, unknown>>

/** Steps with a reason or a report. */
export const notedSteps = {
  sendBack: withNote('refusal'),
  handle: withNote('handling'),
  report: withNote('report'),
  accept: withNote('closing'),
  withdraw: withNote('withdrawal'),
} as const satisfies Partial<Record<SupervisionAction, unknown>>

/** Steps that set a new term. */
export const termedSteps = {
  return: withTerm('return'),
  raise: withTerm('raise'),
  excuse: withTerm('excuse'),
} as const satisfies Partial<Record<SupervisionAction, unknown>>

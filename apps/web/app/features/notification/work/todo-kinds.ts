import { Id } from '@kepu/contract'
import type { TodoView } from '@kepu/contract/notification'
import { ConfirmReport } from '@kepu/contract/plan-report'
import { ReceiveYearPlan } from '@kepu/contract/plan-year'
import { ReceiveAnnualChanges } from '@kepu/contract/plan-year-change'
import type { ZodType } from 'zod'
import { z } from 'zod'
import { type Verb, verb } from '../../../lib/verb.ts'

/** Closes a to-do at once, where there is nothing more to do than to know, or to sign. */
interface Answering {
  readonly verb: Verb
  readonly inputOf: (todo: TodoView) => unknown
  /** What the button says. */
  readonly word: 'acknowledge' | 'nothingNew'
}

/** What a person can do about a to-do, right in the inbox. */
export interface TodoKind {
  /** The page where the work is done. */
  readonly address: (todo: TodoView, county: string) => string
  readonly acknowledge: Answering | null
}

function answering<I extends ZodType>(
  by: Verb<I>,
  inputOf: (todo: TodoView) => z.input<I>,
  word: Answering['word'] = 'acknowledge',
): Answering {
  return { verb: by, inputOf, word }
}

const Acknowledgement = z.object({ planId: Id, unitId: Id })

const nodeAddress = ({ facts }: Pick<TodoView, 'facts'>) =>
  `/desk/supervision/nodes/${facts['nodeId']}${facts['ownerId'] ? `?unitId=${facts['ownerId']}` : ''}`

/** Where the things of a digest are done, by their kind. */
export const digestAddresses: ReadonlyMap<string, (item: Pick<TodoView, 'facts'>) => string> = new Map([
  ['plan.node.late', nodeAddress],
  ['plan.node.near', nodeAddress],
  ['plan.receipt.missing', ({ facts }) => `/desk/years/${facts['yearPlanId']}?unitId=${facts['unitId']}`],
  ['plan.report.owed', ({ facts }) => `/desk/reports/${facts['reportId']}`],
])

/** The kinds that modules open, by the name of the event. */
export const todoKinds: ReadonlyMap<string, TodoKind> = new Map<string, TodoKind>([
  [
    'plan.report.due',
    {
      address: (todo) => `/desk/reports/${todo.subjectId}`,
      // «Nothing new»: the figures are the ledger's, and there is nothing to add.
      acknowledge: answering(
        verb('POST', '/reports/{reportId}/confirmation', ConfirmReport, z.object({ seen: z.string() })),
        (todo) => ({ reportId: todo.subjectId, seen: null }),
        'nothingNew',
      ),
    },
  ],
  ['plan.report.returned', { address: (todo) => `/desk/reports/${todo.subjectId}`, acknowledge: null }],
  [
    'plan.duty.new',
    {
      address: (todo, county) => `/${county}/units/${todo.unitId}`,
      acknowledge: answering(
        verb('POST', '/plans/{planId}/acknowledge', Acknowledgement, z.object({ closed: z.number() })),
        (todo) => ({ planId: todo.subjectId, unitId: todo.unitId }),
      ),
    },
  ],
  [
    'plan.year.issued',
    {
      address: (todo) => `/desk/years/${todo.subjectId}?unitId=${todo.unitId}`,
      acknowledge: answering(
        verb('POST', '/years/{yearPlanId}/receipt', ReceiveYearPlan, z.object({ receivedAt: z.string() })),
        (todo) => ({ yearPlanId: todo.subjectId, unitId: todo.unitId }),
      ),
    },
  ],
  [
    'plan.annualTask.changed',
    {
      address: (todo) => `/desk/years/${todo.subjectId}?tab=changes`,
      acknowledge: answering(
        verb('POST', '/years/{yearPlanId}/changes/receipt', ReceiveAnnualChanges, z.object({ signed: z.number() })),
        (todo) => ({ yearPlanId: todo.subjectId, unitId: todo.unitId }),
      ),
    },
  ],
  ['service.order.next', { address: (todo) => `/desk/service/orders/${todo.subjectId}`, acknowledge: null }],
  ['service.order.overdue', { address: (todo) => `/desk/service/orders/${todo.subjectId}`, acknowledge: null }],
  [
    'plan.appraisal.disclosed',
    { address: (todo) => `/desk/appraisals/${todo.subjectId}/sheets/${todo.unitId}`, acknowledge: null },
  ],
  [
    'plan.objection.raised',
    { address: (todo) => `/desk/appraisals/${todo.facts['appraisalId']}/objections`, acknowledge: null },
  ],
  ['notification.digest', { address: (todo) => `/desk/digests/${todo.facts['digestId']}`, acknowledge: null }],
  ['plan.extension.asked', { address: nodeAddress, acknowledge: null }],
  ['plan.wait.told', { address: nodeAddress, acknowledge: null }],
  ['plan.order.step', { address: (todo) => `/desk/supervision/orders/${todo.subjectId}`, acknowledge: null }],
])

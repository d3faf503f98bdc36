import {
  type SupervisionAction,
  type SupervisionKind,
  type SupervisionLevel,
  type SupervisionOrderRefusal,
  type SupervisionStep,
  supervisionActions,
  supervisionLevels,
} from '@kepu/contract/plan-supervision-order'

type Next = Partial<Record<Exclude<SupervisionAction, 'open'>, SupervisionStep>>

/** The whole life of an order: at each step, what may be done and which step comes then. */
const next = {
  matter: { submit: 'approval', withdraw: 'withdrawn' },
  approval: { approve: 'notice', sendBack: 'matter', withdraw: 'withdrawn' },
  notice: { issue: 'receipt', withdraw: 'withdrawn' },
  receipt: { receive: 'handling', raise: 'receipt', excuse: 'receipt', withdraw: 'withdrawn' },
  handling: { handle: 'feedback', raise: 'handling', excuse: 'handling', withdraw: 'withdrawn' },
  feedback: { report: 'review', raise: 'feedback', excuse: 'feedback', withdraw: 'withdrawn' },
  review: { accept: 'closed', return: 'handling' },
  closed: {},
  withdrawn: {},
} as const satisfies Record<SupervisionStep, Next>

/** What may be done at a step, by whoever may. */
export function actionsAt(step: SupervisionStep): SupervisionAction[] {
  return supervisionActions.filter((action) => stepAfter(step, action) !== null)
}

/** The step that an action leads to; null when it's not its turn. */
export function stepAfter(step: SupervisionStep, action: SupervisionAction): SupervisionStep | null {
  const open: Next = next[step]
  return action === 'open' ? null : (open[action] ?? null)
}

/** The facts that an action is judged by. */
export interface OrderFacts {
  readonly step: SupervisionStep
  readonly level: SupervisionLevel
  /** The last day in time; null before it's issued, and while somebody is awaited. */
  readonly deadline: string | null
  readonly today: string
  /** Is the node done that it's about? A node that a change took away counts as done. */
  readonly nodeDone: boolean
  /** Is it the one who submitted it who acts? */
  readonly ownOrder: boolean
}

/** Why this can't be done with the order now, or null. */
export function whyNotAct(order: OrderFacts, action: SupervisionAction): SupervisionOrderRefusal | null {
  const { step, level, deadline, today, nodeDone, ownOrder } = order
  if (stepAfter(step, action) === null) return { code: 'plan.order.step', orderStep: step, action }
  if (action === 'approve' && ownOrder) return { code: 'plan.order.ownApproval' }
  if (action === 'accept' && !nodeDone) return { code: 'plan.order.nodeOpen' }
  if (action !== 'raise') return null
  if (levelAbove(level) === null) return { code: 'plan.order.highest' }
  return deadline === null || today <= deadline ? { code: 'plan.order.inTime', deadline } : null
}

/** 蓝 → 橙 → 红; null at the top. */
export function levelAbove(level: SupervisionLevel): SupervisionLevel | null {
  return supervisionLevels[supervisionLevels.indexOf(level) + 1] ?? null
}

/** Words that only the authorised office may use of its own acts (政府督查工作条例). */
const OFFICE_WORDS = ['督查', '督办', '督察', '责令', '问责']

/** Whoever isn't authorised reminds and coordinates: the letter may say so only. */
export function whyNotWords(kind: SupervisionKind, texts: readonly string[]): SupervisionOrderRefusal | null {
  if (kind === 'supervision') return null
  const word = OFFICE_WORDS.find((one) => texts.some((text) => text.includes(one)))
  return word === undefined ? null : { code: 'plan.order.word', word }
}

/** 协调函〔2024〕3号. */
export function numberOf({ kind, year, ordinal }: { kind: SupervisionKind; year: number; ordinal: number }): string {
  return `${kind === 'supervision' ? '督办' : '协调'}〔${year}〕${ordinal}号`
}

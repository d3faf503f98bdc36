import { fc, test as property } from '@fast-check/vitest'
import {
  type SupervisionAction,
  type SupervisionLevel,
  type SupervisionStep,
  supervisionActions,
} from '@kepu/contract/plan-supervision-order'
import { expect, test } from 'vitest'
import { actionsAt, levelAbove, type OrderFacts, stepAfter, whyNotAct, whyNotWords } from './order.ts'

/** The office's own description of the eight steps, in another shape than the table of the code: who has the paper, and what ended. */
interface Paper {
  place: 'issuer' | 'approver' | 'body' | 'archive'
  approved: boolean
  sent: boolean
  signed: boolean
  handled: boolean
  reported: boolean
  raised: number
}

/** The order as the code keeps it. */
interface Order {
  step: SupervisionStep
  level: SupervisionLevel
  deadline: number | null
  today: number
  nodeDone: boolean
  ownOrder: boolean
}

const DAYS = Array.from({ length: 400 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10))
const factsOf = ({ step, level, deadline, today, nodeDone, ownOrder }: Order): OrderFacts => ({
  step,
  level,
  deadline: deadline === null ? null : (DAYS[deadline] ?? null),
  today: DAYS[today] ?? '',
  nodeDone,
  ownOrder,
})

/** What the office would say. */
function isTurn(paper: Paper, order: Order, action: SupervisionAction): boolean {
  const { place, approved, sent, signed, handled, reported, raised } = paper
  const withBody = place === 'body'
  const late = order.deadline !== null && order.today > order.deadline
  switch (action) {
    case 'open':
      return false
    case 'submit':
      return place === 'issuer' && !approved
    case 'approve':
      return place === 'approver' && !order.ownOrder
    case 'sendBack':
      return place === 'approver'
    case 'issue':
      return place === 'issuer' && approved && !sent
    case 'receive':
      return withBody && !signed
    case 'handle':
      return withBody && signed && !handled
    case 'report':
      return withBody && handled
    case 'return':
      return place === 'issuer' && reported
    case 'accept':
      return place === 'issuer' && reported && order.nodeDone
    case 'raise':
      return withBody && late && raised < 2
    case 'excuse':
      return withBody
    case 'withdraw':
      return place !== 'archive' && !reported
  }
}

function follow(paper: Paper, action: SupervisionAction): void {
  if (action === 'submit') paper.place = 'approver'
  if (action === 'approve' || action === 'sendBack') paper.place = 'issuer'
  if (action === 'approve') paper.approved = true
  if (action === 'issue') Object.assign(paper, { place: 'body', sent: true })
  if (action === 'receive') paper.signed = true
  if (action === 'handle') paper.handled = true
  if (action === 'report') Object.assign(paper, { place: 'issuer', reported: true })
  if (action === 'return') Object.assign(paper, { place: 'body', handled: false, reported: false })
  if (action === 'accept' || action === 'withdraw') paper.place = 'archive'
  if (action === 'raise') paper.raised += 1
}

const TERMS: readonly SupervisionAction[] = ['issue', 'return', 'raise', 'excuse']

/** What the commands do with a step that nothing stands against. */
function carryOut(order: Order, action: SupervisionAction, term: number): void {
  const step = stepAfter(order.step, action)
  if (step === null) throw new Error(`${action} at ${order.step}`)
  order.step = step
  if (action === 'raise') order.level = levelAbove(order.level) ?? order.level
  if (TERMS.includes(action)) order.deadline = order.today + term
}

class Try implements fc.Command<Paper, Order> {
  readonly action: SupervisionAction
  readonly term: number
  constructor(action: SupervisionAction, term: number) {
    this.action = action
    this.term = term
  }
  check = () => true
  run(paper: Paper, order: Order): void {
    const refused = whyNotAct(factsOf(order), this.action)
    expect(refused === null, `${this.action} at ${order.step}`).toBe(isTurn(paper, order, this.action))
    if (refused !== null) return
    carryOut(order, this.action, this.term)
    follow(paper, this.action)
    expect(['closed', 'withdrawn'].includes(order.step)).toBe(paper.place === 'archive')
    expect(order.level).toBe((['blue', 'orange', 'red'] as const)[paper.raised])
    if (paper.sent) expect(order.deadline).not.toBeNull()
  }
  toString = () => this.action
}

class Pass implements fc.Command<Paper, Order> {
  readonly what: 'days' | 'nodeDone' | 'colleague'
  constructor(what: 'days' | 'nodeDone' | 'colleague') {
    this.what = what
  }
  check = () => true
  run(_: Paper, order: Order): void {
    if (this.what === 'days') order.today += 7
    if (this.what === 'nodeDone') order.nodeDone = true
    if (this.what === 'colleague') order.ownOrder = !order.ownOrder
  }
  toString = () => this.what
}

/** Tried more often, so that many runs come to the end. */
const FORWARD: readonly SupervisionAction[] = ['submit', 'approve', 'issue', 'receive', 'handle', 'report', 'accept']

const commands = fc.commands(
  [
    ...[...supervisionActions, ...FORWARD, ...FORWARD, ...FORWARD].map((action) =>
      fc.integer({ min: 1, max: 10 }).map((term) => new Try(action, term)),
    ),
    ...(['days', 'nodeDone', 'colleague'] as const).map((what) => fc.constant(new Pass(what))),
  ],
  { maxCommands: 60, size: 'max' },
)

property.prop([commands], { numRuns: 400 })('an order lives as the office describes it, whatever is tried', (tried) => {
  const start = () => ({
    model: {
      place: 'issuer',
      approved: false,
      sent: false,
      signed: false,
      handled: false,
      reported: false,
      raised: 0,
    } satisfies Paper as Paper,
    real: { step: 'matter', level: 'blue', deadline: null, today: 0, nodeDone: false, ownOrder: true } as Order,
  })
  fc.modelRun(start, tried)
})

test('nothing can be done with an order that is closed or withdrawn', () => {
  expect(actionsAt('closed')).toEqual([])
  expect(actionsAt('withdrawn')).toEqual([])
})

test('whoever is not authorised may only remind and coordinate', () => {
  expect(whyNotWords('coordination', ['请尽快完成', '现责令整改'])).toEqual({ code: 'plan.order.word', word: '责令' })
  expect(whyNotWords('coordination', ['请县教委协调解决'])).toBeNull()
  expect(whyNotWords('supervision', ['现予督办'])).toBeNull()
})

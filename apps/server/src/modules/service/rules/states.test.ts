import { fc, test } from '@fast-check/vitest'
import { orderActions, orderStatuses } from '@kepu/contract/service'
import { describe, expect } from 'vitest'
import { actionsIn, nextActor, statusAfter, whyNotAct } from './states.ts'

const status = fc.constantFrom(...orderStatuses)
const action = fc.constantFrom(...orderActions)

describe('the table of states', () => {
  test('leads every order from the beginning to each state, and from each state to an end', () => {
    const reached = new Set(['submitted'])
    for (let grew = true; grew; ) {
      const before = reached.size
      for (const from of orderStatuses) {
        if (!reached.has(from)) continue
        for (const one of actionsIn(from)) reached.add(statusAfter(from, one) ?? '')
      }
      grew = reached.size > before
    }
    expect([...reached].sort()).toEqual([...orderStatuses].sort())
    const ends = orderStatuses.filter((one) => nextActor({ status: one, question: null }) === 'nobody')
    const canEnd = new Set<string>(ends)
    for (let i = 0; i < orderStatuses.length; i++)
      for (const from of orderStatuses)
        if (actionsIn(from).some((one) => canEnd.has(statusAfter(from, one) ?? ''))) canEnd.add(from)
    expect([...canEnd].sort()).toEqual([...orderStatuses].sort())
  })

  test('gives every action a state to be done in', () => {
    const used = new Set(orderStatuses.flatMap((one) => actionsIn(one)))
    expect([...used].sort()).toEqual([...orderActions].sort())
  })

  test.prop([status, action])('refuses exactly what it has no row for', (from, one) => {
    const refusal = whyNotAct({ status: from, question: null }, one)
    if (statusAfter(from, one) === null)
      expect(refusal).toEqual({ code: 'service.order.state', orderStatus: from, action: one })
    else expect(refusal).toBeNull()
  })

  test.prop([status, action, fc.string({ minLength: 1 })])(
    'while the asker is awaited nothing moves on towards the service',
    (from, one, question) => {
      expect(nextActor({ status: from, question })).toBe('asker')
      const forward = ['dispatch', 'claim', 'offer', 'open', 'accept', 'take', 'schedule', 'finish', 'confirm']
      if (forward.includes(one)) expect(whyNotAct({ status: from, question }, one)).not.toBeNull()
    },
  )
})

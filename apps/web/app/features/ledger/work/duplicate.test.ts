import { expect, test } from 'vitest'
import { problem, readProblem } from '../../../lib/problem.ts'
import { candidatesOf } from './duplicate.ts'

test('an answer that names look-alikes shows them; any other refusal shows none', async () => {
  const candidates = [{ id: '1', title: '讲座', occurredOn: '2024-11-01', unitName: '县教委' }]
  const answer = Response.json({ code: 'ledger.delivery.duplicate', status: 422, candidates }, { status: 422 })
  expect(candidatesOf(await readProblem(answer))).toEqual(candidates)
  expect(candidatesOf(problem('platform.busy', 503))).toBeNull()
  expect(candidatesOf(null)).toBeNull()
})

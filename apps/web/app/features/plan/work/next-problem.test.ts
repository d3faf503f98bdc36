import { expect, test } from 'vitest'
import { nextProblem } from './next-problem.ts'

test('the next problem is the one after the last shown, or the one that took its place', () => {
  const [first, second, third] = ['甲', '乙', '丙'].map((name) => ({ code: 'plan.draft.unitUndecided', name }) as const)
  if (!first || !second || !third) throw new Error('three names')
  expect(nextProblem([first, second, third], null)).toBe(0)
  expect(nextProblem([first, second, third], { index: 0, problem: first })).toBe(1)
  expect(nextProblem([second, third], { index: 0, problem: first })).toBe(0)
  expect(nextProblem([first, second], { index: 1, problem: second })).toBe(0)
})

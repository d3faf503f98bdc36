import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { type AnnualOutcome, type AnnualStanding, countOutcomes, outcomeOf, outcomeOfYear } from './outcome.ts'

const standing = (said: Partial<AnnualStanding>): AnnualStanding => ({
  dueOn: '2023-12-31',
  quantity: 10,
  progress: [{ unitId: null, achieved: 10, reachedOn: '2023-10-01' }],
  nodeStates: [],
  ...said,
})
const node = (doneOn: string | null) => ({
  nodeId: 'n',
  unitId: null,
  dueOn: '2023-06-30',
  quantity: null,
  achieved: null,
  doneOn,
})

test.each([
  ['reached', {}, 'done'],
  ['reached, one node open', { nodeStates: [node(null)] }, 'partly'],
  ['half', { progress: [{ unitId: null, achieved: 5, reachedOn: null }] }, 'partly'],
  ['nothing', { progress: [{ unitId: null, achieved: 0, reachedOn: null }] }, 'notDone'],
  [
    'one of two bodies',
    {
      progress: [
        { unitId: 'a', achieved: 12, reachedOn: '2023-05-01' },
        { unitId: 'b', achieved: 0, reachedOn: null },
      ],
    },
    'partly',
  ],
  ['not due yet', { dueOn: '2024-12-31', progress: [{ unitId: null, achieved: 0, reachedOn: null }] }, 'running'],
  ['done before its day', { dueOn: '2024-12-31' }, 'done'],
  ['nodes only, all done', { quantity: null, progress: [], nodeStates: [node('2023-07-02')] }, 'done'],
  ['nothing that could be fulfilled', { quantity: null, progress: [] }, 'partly'],
] as const)('a task of the year: %s', (_, said, outcome) => {
  expect(outcomeOfYear(standing(said), '2024-11-20')).toBe(outcome)
})

const outcomes = fc.array(fc.constantFrom<AnnualOutcome>('done', 'partly', 'notDone', 'running'), { maxLength: 8 })
property.prop([outcomes])(
  'a task is done exactly when each of its years is, and the order of the years does not matter',
  (found) => {
    const outcome = outcomeOf(countOutcomes(found))
    expect(outcome === 'done').toBe(found.length > 0 && found.every((one) => one === 'done'))
    expect(outcome === 'notPlanned').toBe(found.length === 0)
    expect(outcomeOf(countOutcomes(found.toReversed()))).toBe(outcome)
  },
)

import {
  adaptiveBank,
  linkByCurves,
  logisticDif,
  logisticItems,
  mantelHaenszelDif,
  rescaleItems,
  simulateAbilities,
  simulatePlan,
  simulateResponses,
  simulateSlopesAndIntercepts,
} from '@kepu/irt'
import { random } from '@kepu/numeric'
import type { BenchTask } from '../../../tools/bench/task.ts'

function bankOf(count: number) {
  const { slope, intercept } = simulateSlopesAndIntercepts(count, random(1))
  return { slope, intercept, items: logisticItems(slope, intercept) }
}

function twoGroups(persons: number, items: number) {
  const { items: bank } = bankOf(items)
  const responses = simulateResponses(bank, simulateAbilities(persons, random(2)), random(3))
  const group = Int32Array.from({ length: persons }, (_, i) => i % 2)
  return { responses, group, data: { answers: Int32Array.from(responses.answer), group } }
}

/** Differential functioning, linking and adaptive testing, against R's difR and equateIRT where they are installed. */
export const tasks: readonly BenchTask[] = [
  {
    name: 'Mantel–Haenszel, 40 items',
    unit: 'persons',
    sizes: [10_000, 100_000],
    prepare(persons) {
      const { responses, group, data } = twoGroups(persons, 40)
      return {
        data,
        single: () => mantelHaenszelDif(responses, group).map(({ chiSquare }) => chiSquare),
        r: {
          packages: ['difR'],
          setup: `V <- as.data.frame(matrix(answers, ${persons}, 40))`,
          run: 'difMH(V, group, focal.name = 1)$MH',
          tolerance: 1e-8,
        },
      }
    },
  },
  {
    name: 'logistic-regression DIF, 20 items',
    unit: 'persons',
    sizes: [2_000, 20_000],
    prepare(persons) {
      const { responses, group, data } = twoGroups(persons, 20)
      return {
        data,
        single: () => logisticDif(responses, group).map(({ chiSquare }) => chiSquare),
        r: {
          packages: ['difR'],
          setup: `V <- as.data.frame(matrix(answers, ${persons}, 20))`,
          run: 'difLogistic(V, group, focal.name = 1)$Logistik',
          tolerance: 1e-4,
        },
      }
    },
  },
  {
    name: 'Stocking–Lord link',
    unit: 'common items',
    sizes: [20, 200],
    prepare(count) {
      const { items } = bankOf(count)
      const noise = random(4)
      const moved = rescaleItems(items, { slope: 1.1, intercept: 0.3 })
      const other = logisticItems(
        items.model.map((_, j) => moved.parameter[4 * j] + 0.02 * noise.normal()),
        items.model.map((_, j) => moved.parameter[4 * j + 1] + 0.02 * noise.normal()),
      )
      return {
        data: {},
        single: () => {
          const { slope, intercept } = linkByCurves(items, other, 'stocking-lord')
          return [slope, intercept]
        },
      }
    },
  },
  {
    name: 'adaptive tests of 15 items from a bank of 300',
    unit: 'persons',
    sizes: [100, 1_000],
    prepare(persons) {
      const plan = {
        bank: adaptiveBank(bankOf(300).items),
        method: { kind: 'eap' },
        criterion: 'information',
        stop: { maxItems: 15 },
      } as const
      const theta = simulateAbilities(persons, random(5))
      return { data: {}, single: () => [simulatePlan(plan, theta, random(6)).bias] }
    },
  },
]

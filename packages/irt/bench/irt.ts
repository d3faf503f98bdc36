import * as irt from '@kepu/irt'
import { shared as onSharedMemory, slice, type WorkerPool } from '../../../tools/bench/pool.ts'
import type { BenchTask } from '../../../tools/bench/task.ts'
import { binaryTest, gradedTest, type Simulated } from './data.ts'

const expectation = new URL('../src/fit/expectation.ts', import.meta.url).href

function isExpectation(value: unknown): value is irt.Expectation {
  return typeof value === 'object' && value !== null && 'count' in value && value.count instanceof Float64Array
}

function onShared(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
  result.set(bytes)
  return result
}

/** E-steps by the pool: the rows' codes are shared between the threads, tables and sums travel each cycle. */
function expectBy(pool: WorkerPool): (job: irt.ExpectationJob) => Promise<irt.Expectation> {
  const shared = new WeakMap<irt.PackedResponses, irt.PackedResponses>()
  return async ({ packed, tables, prior, node, from, to }) => {
    const common = shared.get(packed) ?? {
      ...packed,
      rowOf: new Uint32Array(0),
      code: onShared(packed.code),
      weight: onSharedMemory(packed.weight),
    }
    shared.set(packed, common)
    const answers = await pool.run(
      Array.from({ length: pool.size }, (_, part) => {
        const [low, high] = slice(to - from, part, pool.size)
        return { module: expectation, name: 'expectRows', args: [common, tables, prior, node, from + low, from + high] }
      }),
    )
    return answers.filter(isExpectation).reduce(irt.addExpectation)
  }
}

function calibrationTask(
  name: string,
  type: irt.ItemType,
  simulate: (persons: number) => Simulated,
  sizes: number[],
): BenchTask {
  return {
    name,
    unit: 'persons',
    sizes,
    prepare(persons) {
      const { responses } = simulate(persons)
      const summary = ({ logLikelihood }: irt.Calibration): number[] => [logLikelihood]
      return {
        data: { answer: Int32Array.from(responses.answer) },
        single: () => summary(irt.calibrate(responses, irt.specify(responses, type), { tolerance: 1e-4 })),
        parallel: async (pool) => {
          const specification = irt.specify(responses, type)
          return summary(await irt.calibrateWith(expectBy(pool), responses, specification, { tolerance: 1e-4 }))
        },
        r: {
          packages: ['mirt'],
          setup: `answers <- matrix(answer, ${persons}); colnames(answers) <- paste0("I", seq_len(ncol(answers)))`,
          run: `extract.mirt(mirt(answers, 1, "${type === '2pl' ? '2PL' : type}", verbose = FALSE), "logLik")`,
          tolerance: 1e-6,
        },
      }
    },
  }
}

/** A worker's part of the scoring: persons from … to − 1 of shared answers. */
export function scorePart(responses: irt.Responses, items: irt.Items, from: number, to: number): number[] {
  const persons = to - from
  const answer = new Uint8Array(persons * responses.items)
  for (let j = 0; j < responses.items; j++) {
    answer.set(responses.answer.subarray(from + j * responses.persons, to + j * responses.persons), j * persons)
  }
  return totals(irt.scoreEap({ persons, items: responses.items, answer }, items))
}

function totals({ theta, standardError }: irt.Scores): number[] {
  return [theta.reduce((sum, value) => sum + Math.abs(value), 0), standardError.reduce((sum, value) => sum + value, 0)]
}

function isPair(value: unknown): value is number[] {
  return Array.isArray(value) && value.length === 2
}

const scoring: BenchTask = {
  name: 'EAP, 60 binary items',
  unit: 'persons',
  sizes: [100_000, 1_000_000],
  prepare(persons) {
    const { items, responses } = binaryTest(persons, 60)
    const { parameter } = items
    const everyFourth = (offset: number): Float64Array => parameter.filter((_, p) => p % 4 === offset)
    return {
      data: { answer: Int32Array.from(responses.answer), slope: everyFourth(0), intercept: everyFourth(1) },
      single: () => totals(irt.scoreEap(responses, items)),
      parallel: async (pool) => {
        const shared = { ...responses, answer: onShared(responses.answer) }
        const parts = await pool.run(
          Array.from({ length: pool.size }, (_, part) => {
            const [from, to] = slice(persons, part, pool.size)
            return { module: import.meta.url, name: 'scorePart', args: [shared, items, from, to] }
          }),
        )
        return parts.filter(isPair).reduce((a, b) => [a[0] + b[0], a[1] + b[1]])
      },
      r: {
        packages: ['mirt'],
        setup: [
          `answers <- matrix(answer, ${persons}); colnames(answers) <- paste0("Item.", seq_len(ncol(answers)))`,
          'model <- generate.mirt_object(data.frame(a1 = slope, d = intercept), "2PL")',
        ].join('\n'),
        run: 'f <- fscores(model, response.pattern = answers, append_response.pattern = FALSE, quadpts = 61); colSums(abs(f[, 1:2]))',
        tolerance: 1e-6,
      },
    }
  },
}

/**
 * Calibration and scoring, against R's mirt where it is installed. For scale where it is not: mirt 1.47 was given as 20.9 s for the first task at
 * 100,000 persons on one core of such a machine and 15.2 s on two, its EAP of 100,000 persons as 8.5 s, its peak as 1.1 GB; TAM as 21.3 s.
 */
export const tasks: readonly BenchTask[] = [
  calibrationTask('2PL by EM, 60 items', '2pl', (persons) => binaryTest(persons, 60), [10_000, 100_000]),
  calibrationTask(
    'GPCM by EM, 40 items of 4 categories',
    'gpcm',
    (persons) => gradedTest(persons, 40),
    [2_000, 20_000],
  ),
  scoring,
]

import { matrix, random } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'
import { type PoolCall, shared, slice, type WorkerPool } from '../../../tools/bench/pool.ts'
import type { BenchTask, Column, PreparedTask } from '../../../tools/bench/task.ts'

const STRATA = 100
const MARGINS = [2, 4, 5, 6, 10]

interface SurveyData {
  readonly columns: Readonly<Record<string, Column>>
  readonly stratum: Int32Array
  readonly psu: Int32Array
  readonly weight: Float64Array
  readonly y: Float64Array
  readonly domain: Int32Array
  readonly answer: Float64Array
  readonly x: Float64Array
  readonly categories: readonly Int32Array[]
  /** population counts of each margin */
  readonly totals: readonly Float64Array[]
}

/** A county's survey: 100 strata of two clusters, three scores, ten townships, a yes/no answer with four explanations, five margins. */
function surveyOf(n: number): SurveyData {
  const generator = random(11)
  const psu = Int32Array.from({ length: n }, (_, i) => Math.floor((2 * STRATA * i) / n))
  const stratum = psu.map((j) => j >> 1)
  const effect = Float64Array.from({ length: 2 * STRATA }, () => generator.normal())
  const weight = Float64Array.from({ length: n }, () => 20 + 60 * generator.uniform())
  const y = Float64Array.from(
    { length: 3 * n },
    (_, q) => 50 + 2 * (effect[psu[q % n] ?? 0] ?? 0) + 10 * generator.normal(),
  )
  const domain = Int32Array.from({ length: n }, () => generator.integer(10))
  const x = Float64Array.from({ length: 4 * n }, () => generator.normal())
  const answer = Float64Array.from({ length: n }, (_, i) => {
    const eta = -2 + 0.5 * (x[i] ?? 0) - 0.3 * (x[i + n] ?? 0) + 0.3 * (effect[psu[i] ?? 0] ?? 0)
    return generator.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
  })
  const categories = MARGINS.map((count) => Int32Array.from({ length: n }, () => generator.integer(count)))
  const totals = MARGINS.map((count) => {
    const shares = Float64Array.from({ length: count }, () => 1 + 0.3 * generator.uniform())
    const sum = shares.reduce((a, b) => a + b, 0)
    return shares.map((share) => (50 * n * share) / sum)
  })
  const named = Object.fromEntries([
    ...categories.map((category, m) => [`m${m}`, category]),
    ...totals.map((total, m) => [`t${m}`, total]),
  ])
  const columns = { stratum, psu, weight, y, domain, answer, x, ...named }
  return { columns, stratum, psu, weight, y, domain, answer, x, categories, totals }
}

function clustersOf(stratum: Int32Array, psu: Int32Array, weight: Float64Array): survey.ClusterDesign {
  return survey.clusterDesign({ stages: [{ unit: psu, stratum }], weight, lonelyPsu: 'fail' })
}

const R_DATA = `n <- length(weight)
d <- data.frame(stratum, psu, weight, domain, answer, y1 = y[1:n], y2 = y[n + 1:n], y3 = y[2 * n + 1:n],
  x1 = x[1:n], x2 = x[n + 1:n], x3 = x[2 * n + 1:n], x4 = x[3 * n + 1:n], m0, m1, m2, m3, m4)
design <- svydesign(id = ~psu, strata = ~stratum, weights = ~weight, data = d, nest = TRUE)`
const R_REPLICATES = `${R_DATA}
replicates <- as.svrepdesign(design, type = "JKn")`
const R_MARGINS = `margins <- list(~m0, ~m1, ~m2, ~m3, ~m4)
population <- list(data.frame(m0 = seq_along(t0) - 1, Freq = t0), data.frame(m1 = seq_along(t1) - 1, Freq = t1),
  data.frame(m2 = seq_along(t2) - 1, Freq = t2), data.frame(m3 = seq_along(t3) - 1, Freq = t3), data.frame(m4 = seq_along(t4) - 1, Freq = t4))
control <- list(maxit = 100, epsilon = 1e-8, verbose = FALSE)`

interface RSide {
  readonly setup: string
  readonly run: string
  readonly tolerance: number
}

type Runner = (pool: WorkerPool) => Promise<ArrayLike<number>>

/** A task on the survey of n rows: what is outside the clock is made once. */
function task(
  name: string,
  sizes: readonly number[],
  prepare: (data: SurveyData) => { readonly single: () => ArrayLike<number>; readonly parallel?: Runner },
  r: RSide,
): BenchTask {
  return {
    name,
    unit: 'rows',
    sizes,
    prepare(n): PreparedTask {
      const data = surveyOf(n)
      return { data: data.columns, ...prepare(data), r: { packages: ['survey'], ...r } }
    },
  }
}

function modelOf(x: Float64Array, answer: Float64Array): survey.GlmModel {
  const n = answer.length
  const columns = matrix(n, 5)
  columns.data.fill(1, 0, n)
  columns.data.set(x, n)
  return { x: columns, y: answer, family: 'logistic' }
}

/** The share of a worker: coefficients of some replicates. Everything is in shared memory. */
export function logisticPart(
  data: { stratum: Int32Array; psu: Int32Array; weight: Float64Array; x: Float64Array; answer: Float64Array },
  part: number,
  parts: number,
): Float64Array {
  const design = survey.jackknifeDesign(clustersOf(data.stratum, data.psu, data.weight))
  const [first, last] = slice(design.replicates, part, parts)
  return survey.replicateGlm(modelOf(data.x, data.answer), design, first, last).data
}

function sharedCodes(values: Int32Array): Int32Array {
  const result = new Int32Array(new SharedArrayBuffer(values.byteLength))
  result.set(values)
  return result
}

async function logisticOnPool(
  data: SurveyData,
  design: survey.ReplicateDesign,
  pool: WorkerPool,
): Promise<Float64Array> {
  const given = {
    stratum: sharedCodes(data.stratum),
    psu: sharedCodes(data.psu),
    weight: shared(data.weight),
    x: shared(data.x),
    answer: shared(data.answer),
  }
  const call = (part: number): PoolCall => {
    return { module: import.meta.url, name: 'logisticPart', args: [given, part, pool.size] }
  }
  const parts = await pool.run(Array.from({ length: pool.size }, (_, part) => call(part)))
  const estimates = matrix(design.replicates, 5)
  parts.forEach((values, part) => {
    if (!(values instanceof Float64Array)) throw new Error(`worker ${part} answered no numbers`)
    const [first, last] = slice(design.replicates, part, pool.size)
    const rows = last - first
    for (let j = 0; j < 5; j++)
      estimates.data.set(values.subarray(j * rows, (j + 1) * rows), first + j * design.replicates)
  })
  const covariance = survey.replicateCovariance(estimates, new Float64Array(5), design)
  return Float64Array.from({ length: 5 }, (_, j) => Math.sqrt(covariance.data[j * 6] ?? 0))
}

/** Estimates and weights of a large survey, against R's package survey where it is installed. */
export const tasks: readonly BenchTask[] = [
  task(
    'mean of three variables, linearised',
    [200_000, 1_000_000],
    ({ stratum, psu, weight, y }) => {
      const design = clustersOf(stratum, psu, weight)
      const columns = matrix(weight.length, 3, y)
      return { single: () => survey.estimateMean(columns, design).standardError }
    },
    { setup: R_DATA, run: 'SE(svymean(~y1 + y2 + y3, design))', tolerance: 1e-9 },
  ),
  task(
    'mean in ten domains, linearised',
    [200_000, 1_000_000],
    ({ stratum, psu, weight, y, domain }) => {
      const design = clustersOf(stratum, psu, weight)
      const first = y.slice(0, weight.length)
      return { single: () => survey.estimateDomainMeans(first, domain, 10, design).standardError }
    },
    { setup: R_DATA, run: 'SE(svyby(~y1, ~domain, design, svymean))', tolerance: 1e-9 },
  ),
  task(
    'mean of three variables, 200 jackknife replicates',
    [20_000, 200_000],
    ({ stratum, psu, weight, y }) => {
      const design = survey.jackknifeDesign(clustersOf(stratum, psu, weight))
      const columns = matrix(weight.length, 3, y)
      return { single: () => survey.estimateMean(columns, design).standardError }
    },
    { setup: R_REPLICATES, run: 'SE(svymean(~y1 + y2 + y3, replicates))', tolerance: 1e-8 },
  ),
  task(
    'mean in ten domains, 200 jackknife replicates',
    [20_000, 200_000],
    ({ stratum, psu, weight, y, domain }) => {
      const design = survey.jackknifeDesign(clustersOf(stratum, psu, weight))
      const first = y.slice(0, weight.length)
      return { single: () => survey.estimateDomainMeans(first, domain, 10, design).standardError }
    },
    { setup: R_REPLICATES, run: 'SE(svyby(~y1, ~domain, replicates, svymean))', tolerance: 1e-8 },
  ),
  task(
    'logistic regression, linearised',
    [20_000, 200_000],
    ({ stratum, psu, weight, x, answer }) => {
      const design = clustersOf(stratum, psu, weight)
      const model = modelOf(x, answer)
      return { single: () => survey.estimateGlm(model, design).standardError }
    },
    { setup: R_DATA, run: 'SE(svyglm(answer ~ x1 + x2 + x3 + x4, design, family = quasibinomial()))', tolerance: 1e-4 },
  ),
  task(
    'logistic regression, 200 jackknife replicates',
    [20_000, 200_000],
    (data) => {
      const design = survey.jackknifeDesign(clustersOf(data.stratum, data.psu, data.weight))
      const model = modelOf(data.x, data.answer)
      return {
        single: () => survey.estimateGlm(model, design).standardError,
        parallel: (pool) => logisticOnPool(data, design, pool),
      }
    },
    {
      setup: R_REPLICATES,
      run: 'SE(svyglm(answer ~ x1 + x2 + x3 + x4, replicates, family = quasibinomial()))',
      tolerance: 1e-4,
    },
  ),
  task(
    'raking on five margins',
    [20_000, 200_000],
    ({ stratum, psu, weight, categories, totals }) => {
      const design = clustersOf(stratum, psu, weight)
      const margins = categories.map((category, m) => ({ category, totals: totals[m] ?? [] }))
      return { single: () => survey.rake(design, margins, { tolerance: 1e-8 }).weight.slice(0, 1000) }
    },
    {
      setup: `${R_DATA}\n${R_MARGINS}`,
      run: 'weights(rake(design, margins, population, control = control))[1:1000]',
      tolerance: 1e-6,
    },
  ),
  task(
    'raking on five margins with its 200 replicates',
    [20_000, 200_000],
    ({ stratum, psu, weight, categories, totals, y }) => {
      const design = survey.jackknifeDesign(clustersOf(stratum, psu, weight))
      const margins = categories.map((category, m) => ({ category, totals: totals[m] ?? [] }))
      const first = y.slice(0, weight.length)
      return {
        single: () => survey.estimateMean(first, survey.rake(design, margins, { tolerance: 1e-8 })).standardError,
      }
    },
    {
      setup: `${R_REPLICATES}\n${R_MARGINS}`,
      run: 'SE(svymean(~y1, rake(replicates, margins, population, control = control)))',
      tolerance: 1e-5,
    },
  ),
  task(
    'nine quantiles with intervals, linearised',
    [20_000, 200_000],
    ({ stratum, psu, weight, y }) => {
      const design = clustersOf(stratum, psu, weight)
      const first = y.slice(0, weight.length)
      const deciles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
      return { single: () => survey.estimateQuantiles(first, deciles, design).map((q) => q.standardError) }
    },
    {
      setup: R_DATA,
      run: 'SE(svyquantile(~y1, design, (1:9) / 10))',
      tolerance: 1e-9,
    },
  ),
]

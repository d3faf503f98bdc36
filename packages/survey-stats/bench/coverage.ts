/**
 * How often the intervals hold what they promise: 10,000 simulated surveys of a known population for each of three designs. Writes `packages/survey-stats/COVERAGE.md`.
 *
 * Usage: node packages/survey-stats/bench/coverage.ts [surveys]
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { quantile, type Random, random } from '@kepu/numeric'
import * as survey from '@kepu/survey-stats'

const LEVEL = 0.95
const CLUSTERS = 400

/** A county: clusters of unequal size in four regions, an amount that is skewed, a rare and a common answer that cluster. */
interface Population {
  readonly cluster: Int32Array
  readonly region: Int32Array
  readonly clusterSize: Float64Array
  readonly members: readonly (readonly number[])[]
  readonly regionMembers: readonly (readonly number[])[]
  readonly amount: Float64Array
  readonly base: Float64Array
  readonly rare: Float64Array
  readonly common: Float64Array
  readonly woman: Int32Array
}

function populationOf(generator: Random): Population {
  const cluster: number[] = []
  for (let c = 0; c < CLUSTERS; c++) {
    const size = 30 + generator.integer(90)
    for (let i = 0; i < size; i++) cluster.push(c)
  }
  const effect = Float64Array.from({ length: CLUSTERS }, () => generator.normal())
  const of = (c: number): number => effect[c] ?? 0
  const region = Int32Array.from(cluster, (c) => Math.floor((4 * c) / CLUSTERS))
  const amount = Float64Array.from(cluster, (c, i) =>
    Math.exp(3 + 0.3 * of(c) + 0.1 * (region[i] ?? 0) + 0.6 * generator.normal()),
  )
  const base = amount.map((value) => value * (0.5 + generator.uniform()))
  const yes = (centre: number): Float64Array => {
    return Float64Array.from(cluster, (c) =>
      generator.uniform() < 1 / (1 + Math.exp(-(centre + 0.5 * of(c)))) ? 1 : 0,
    )
  }
  const members: number[][] = Array.from({ length: CLUSTERS }, () => [])
  const regionMembers: number[][] = [[], [], [], []]
  cluster.forEach((c, i) => {
    members[c]?.push(i)
    regionMembers[region[i] ?? 0]?.push(i)
  })
  return {
    cluster: Int32Array.from(cluster),
    region,
    clusterSize: Float64Array.from(members, (rows) => rows.length),
    members,
    regionMembers,
    amount,
    base,
    rare: yes(-2.5),
    common: yes(-0.2),
    woman: Int32Array.from(cluster, () => generator.integer(2)),
  }
}

/** Rows of a sample with its design. */
interface Drawn {
  readonly rows: readonly number[]
  readonly design: survey.ClusterDesign
}

type Draw = (population: Population, generator: Random) => Drawn

function drawSimple({ cluster }: Population, generator: Random): Drawn {
  const rows = [...survey.drawSimple(cluster.length, 400, generator)]
  const populationSize = rows.map(() => cluster.length)
  return { rows, design: survey.clusterDesign({ stages: [{ populationSize }], lonelyPsu: 'fail' }) }
}

/** Four regions, of which two are sampled twice as densely. */
function drawStratified({ region, regionMembers }: Population, generator: Random): Drawn {
  const rows = regionMembers.flatMap((members, h) => {
    return [...survey.drawSimple(members.length, h < 2 ? 130 : 70, generator)].map((k) => members[k] ?? 0)
  })
  const stratum = rows.map((i) => region[i] ?? 0)
  const populationSize = stratum.map((h) => regionMembers[h]?.length ?? 0)
  return { rows, design: survey.clusterDesign({ stages: [{ stratum, populationSize }], lonelyPsu: 'fail' }) }
}

/** 40 clusters by size in random systematic order, 12 persons in each; the variance as if clusters were drawn with replacement. */
function drawTwoStage({ cluster, clusterSize, members }: Population, generator: Random): Drawn {
  const probability = survey.inclusionProbabilities(clusterSize, 40)
  const rows: number[] = []
  const weight: number[] = []
  for (const c of survey.drawRandomSystematic(probability, generator)) {
    const inside = members[c] ?? []
    for (const k of survey.drawSimple(inside.length, 12, generator)) {
      rows.push(inside[k] ?? 0)
      weight.push(inside.length / 12 / (probability[c] ?? 1))
    }
  }
  const unit = rows.map((i) => cluster[i] ?? 0)
  return { rows, design: survey.clusterDesign({ stages: [{ unit }], weight, lonelyPsu: 'fail' }) }
}

/** Something estimated: its true value, and the interval from a sample, null where the sample allows none. */
interface Target {
  readonly name: string
  readonly truth: number
  readonly interval: (drawn: Drawn) => readonly [number, number] | null
}

const pick = (values: Float64Array, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (i) => values[i] ?? Number.NaN)
const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length

function ends(estimate: survey.Estimate, component = 0): readonly [number, number] {
  const { lower, upper } = survey.confidenceIntervals(estimate, LEVEL)
  return [lower[component] ?? Number.NaN, upper[component] ?? Number.NaN]
}

function targetsOf(population: Population): Target[] {
  const { amount, base, rare, common, woman } = population
  const women = [...woman.keys()].filter((i) => woman[i] === 1)
  const methods: readonly survey.ProportionMethod[] = ['logit', 'likelihood', 'asin', 'beta', 'wilson', 'mean']
  const proportions = [['rare', rare] as const, ['common', common] as const].flatMap(([kind, values]) => {
    return methods.map(
      (method): Target => ({
        name: `${kind} answer (${(100 * meanOf(values)).toFixed(1)} %), ${method}`,
        truth: meanOf(values),
        interval: ({ rows, design }) => {
          const y = pick(values, rows)
          if (y.every((v) => v === y[0])) return null
          const { lower, upper } = survey.proportionInterval(y, design, method, LEVEL)
          return [lower, upper]
        },
      }),
    )
  })
  return [
    {
      name: 'mean of a skewed amount',
      truth: meanOf(amount),
      interval: ({ rows, design }) => ends(survey.estimateMean(pick(amount, rows), design)),
    },
    {
      name: 'its mean among women',
      truth: meanOf(pick(amount, women)),
      interval: ({ rows, design }) =>
        ends(
          survey.estimateDomainMeans(
            pick(amount, rows),
            rows.map((i) => woman[i] ?? 0),
            2,
            design,
          ),
          1,
        ),
    },
    {
      name: 'ratio of two amounts',
      truth: meanOf(base) / meanOf(amount),
      interval: ({ rows, design }) => ends(survey.estimateRatio(pick(base, rows), pick(amount, rows), design)),
    },
    {
      name: 'median of the amount, Woodruff (mean)',
      truth: quantile(amount, 0.5, 1),
      interval: ({ rows, design }) => {
        const [median] = survey.estimateQuantiles(pick(amount, rows), [0.5], design)
        return median === undefined ? null : [median.lower, median.upper]
      },
    },
    ...proportions,
  ]
}

interface Score {
  readonly name: string
  covered: number
  below: number
  above: number
  none: number
  length: number
}

function simulate(population: Population, draw: Draw, surveys: number, seed: number): Score[] {
  const targets = targetsOf(population)
  const scores = targets.map(({ name }): Score => ({ name, covered: 0, below: 0, above: 0, none: 0, length: 0 }))
  for (let k = 0; k < surveys; k++) {
    const drawn = draw(population, random(seed, k))
    targets.forEach(({ truth, interval }, t) => {
      const score = scores[t]
      if (score === undefined) return
      const found = interval(drawn)
      if (found === null) {
        score.none += 1
        return
      }
      const [lower, upper] = found
      score.length += (upper - lower) / surveys
      if (truth < lower) score.below += 1
      else if (truth > upper) score.above += 1
      else score.covered += 1
    })
  }
  return scores
}

function verdict(score: Score, surveys: number): string {
  const error = Math.sqrt((LEVEL * (1 - LEVEL)) / surveys)
  const off = score.covered / (surveys - score.none) - LEVEL
  if (Math.abs(off) <= 2.58 * error) return 'nominal'
  return off > 0 ? 'more than promised' : 'less than promised'
}

function tableOf(title: string, scores: readonly Score[], surveys: number): string {
  const share = (count: number): string => `${((100 * count) / surveys).toFixed(2)} %`
  const lines = scores.map((score) => {
    const cells = [
      share(score.covered),
      share(score.below),
      share(score.above),
      score.length.toPrecision(3),
      verdict(score, surveys),
    ]
    return `| ${score.name} | ${cells.join(' | ')} |`
  })
  return [
    `## ${title}`,
    '',
    '| estimate | covered | truth below | truth above | mean length | verdict |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

const designs: readonly (readonly [string, Draw])[] = [
  ['Simple random sample of 400', drawSimple],
  ['Four strata, 130 + 130 + 70 + 70', drawStratified],
  ['Two stages: 40 clusters by size, 12 persons in each', drawTwoStage],
]

function main(surveys: number): void {
  const population = populationOf(random(2026))
  const error = (100 * Math.sqrt((LEVEL * (1 - LEVEL)) / surveys)).toFixed(2)
  const text = [
    '# survey-stats: coverage of intervals',
    '',
    `Generated by \`node packages/survey-stats/bench/coverage.ts\`: ${surveys.toLocaleString('en')} simulated surveys a design of an invented population of ${population.cluster.length.toLocaleString('en')} people, intervals of ${100 * LEVEL} %. Monte-Carlo standard error ${error} percentage points; “nominal” is within 2.58 of it.`,
    ...designs.map(([title, draw], d) => `\n${tableOf(title, simulate(population, draw, surveys, 100 + d), surveys)}`),
  ].join('\n')
  writeFileSync(resolve(import.meta.dirname, '../COVERAGE.md'), `${text}\n`)
  console.log(text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(Number(process.argv[2] ?? 10_000))

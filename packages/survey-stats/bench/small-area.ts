import { matrix, random } from '@kepu/numeric'
import {
  bootstrapAreaMse,
  estimateAreaMeans,
  fitFayHerriot,
  fitMultilevelLogistic,
  fitUnitLevel,
} from '@kepu/survey-stats'
import type { BenchTask } from '../../../tools/bench/task.ts'

/** Small areas, against R's sae and lme4 where they are installed. */
export const tasks: readonly BenchTask[] = [
  {
    name: 'Fay–Herriot by REML, two covariates, with MSE',
    unit: 'areas',
    sizes: [200, 3_000],
    prepare(m) {
      const draw = random(3)
      const z = Float64Array.from({ length: m }, () => draw.normal())
      const d = z.map(() => 0.2 + draw.uniform())
      const y = z.map((value, at) => 1 + value + draw.normal() + Math.sqrt(d[at]) * draw.normal())
      const x = matrix(m, 2, new Float64Array(2 * m).fill(1))
      x.data.set(z, m)
      return {
        data: { y, z, d },
        single: () => {
          const { mse, areaVariance } = fitFayHerriot(y, x, d)
          return [areaVariance, mse[0]]
        },
        r: {
          packages: ['sae'],
          setup: '',
          run: 'r <- mseFH(y ~ z, d, MAXITER = 1000, PRECISION = 1e-12); c(r$est$fit$refvar, r$mse[1])',
          tolerance: 1e-8,
        },
      }
    },
  },
  {
    name: 'unit-level model by REML, area means and 100 bootstrap replicates',
    unit: 'persons',
    sizes: [2_000, 50_000],
    prepare(n) {
      const draw = random(4)
      const areas = 100
      const effect = Float64Array.from({ length: areas }, () => draw.normal())
      const area = Int32Array.from({ length: n }, (_, i) => i % areas)
      const z = Float64Array.from({ length: n }, () => draw.normal())
      const y = z.map((value, i) => 2 + value + effect[area[i]] + 2 * draw.normal())
      const x = matrix(n, 2, new Float64Array(2 * n).fill(1))
      x.data.set(z, n)
      const mean = matrix(areas, 2, new Float64Array(2 * areas).fill(1, 0, areas))
      const population = { mean, size: new Float64Array(areas).fill(10 * n) }
      return {
        data: { y, z },
        single: () => {
          const fit = fitUnitLevel(y, x, area, areas)
          bootstrapAreaMse(fit, population, random(5), 0, 100)
          return [fit.areaVariance, estimateAreaMeans(fit, population).estimate[0]]
        },
      }
    },
  },
  {
    name: 'multilevel logistic regression, three crossed terms, Laplace',
    unit: 'cells',
    sizes: [500, 5_000],
    prepare(n) {
      const draw = random(6)
      const levels = [60, 5, 4]
      const level = levels.map((count) => Int32Array.from({ length: n }, () => draw.integer(count)))
      const effect = levels.map((count) => Float64Array.from({ length: count }, () => 0.4 * draw.normal()))
      const z = Float64Array.from({ length: n }, () => draw.normal())
      const trials = Float64Array.from({ length: n }, () => 2 + draw.integer(6))
      const successes = trials.map((count, i) => {
        const eta = -0.5 + 0.3 * z[i] + effect.reduce((sum, b, t) => sum + b[level[t][i]], 0)
        let hits = 0
        for (let k = 0; k < count; k++) if (draw.uniform() < 1 / (1 + Math.exp(-eta))) hits++
        return hits
      })
      const x = matrix(n, 2, new Float64Array(2 * n).fill(1))
      x.data.set(z, n)
      const terms = levels.map((count, t) => ({ level: level[t], levels: count }))
      return {
        data: { successes, trials, z, a: level[0], b: level[1], c: level[2] },
        single: () => {
          const { coefficient, logLikelihood } = fitMultilevelLogistic({ successes, trials, x, terms })
          return [logLikelihood, coefficient[1]]
        },
        r: {
          packages: ['lme4'],
          setup: '',
          run: 'm <- glmer(cbind(successes, trials - successes) ~ z + (1 | a) + (1 | b) + (1 | c), family = binomial); c(as.vector(logLik(m)), fixef(m)[2])',
          tolerance: 1e-3,
        },
      }
    },
  },
]

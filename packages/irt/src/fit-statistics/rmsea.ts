import { chiSquareCdf, findRoot, gammaLn } from '@kepu/numeric'

/** Root mean square error of approximation of a χ² statistic: √((X²/df − 1)/(N − 1)), 0 when X² < df. */
export function rmsea(statistic: number, df: number, persons: number): number {
  return statistic > df && df > 0 ? Math.sqrt((statistic / df - 1) / (persons - 1)) : 0
}

/** P(X ≤ x) of the noncentral χ²: central ones with df + 2k, weighted by Poisson(λ/2), summed outwards from the largest weight. */
function noncentralCdf(x: number, df: number, lambda: number): number {
  const half = lambda / 2
  const middle = Math.floor(half)
  const weight = (k: number): number =>
    half === 0 ? (k === 0 ? 1 : 0) : Math.exp(k * Math.log(half) - half - gammaLn(k + 1))
  let sum = 0
  for (let k = middle; k >= 0; k--) {
    const term = weight(k)
    sum += term * chiSquareCdf(x, df + 2 * k)
    if (term < 1e-17) break
  }
  for (let k = middle + 1; ; k++) {
    const term = weight(k)
    sum += term * chiSquareCdf(x, df + 2 * k)
    if (term < 1e-17) return sum
  }
}

/**
 * 90 % interval of RMSEA: noncentralities for which the statistic lies at the upper and lower 5 % point.
 *
 * Source: Browne & Cudeck (1993). Checked: R mirt 1.47 M2.
 */
export function rmseaInterval(statistic: number, df: number, persons: number): { low: number; high: number } {
  const bound = (share: number, most: number): number => {
    const gap = (lambda: number): number => noncentralCdf(statistic, df, lambda) - share
    if (gap(0) <= 0 || gap(most) >= 0) return 0
    return Math.sqrt(findRoot(gap, 0, most, 1e-10) / (persons * df))
  }
  return { low: bound(0.95, statistic), high: bound(0.05, Math.max(persons, 5 * statistic)) }
}

import { NumericError } from './error.ts'

const SQRT_32 = Math.sqrt(32)
const ONE_OVER_SQRT_2PI = 0.3989422804014327
const LN_SQRT_2PI = 0.9189385332046728

/** Cody's rational approximations: centre |x| ≤ 0.674…, middle ≤ √32, tail beyond; numerators N, denominators D. */
const CENTRE_N = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745]
const CENTRE_D = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]
const MIDDLE_N = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
  11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
]
const MIDDLE_D = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
]
const TAIL_N = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793,
  0.023073441764940174,
]
const TAIL_D = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
]

/** The tail's factor t(y) in Φ(−y) = exp(−y²/2)·t(y), for y > 0.674. */
function tailFactor(y: number): number {
  const middle = y <= SQRT_32
  const n = middle ? MIDDLE_N : TAIL_N
  const d = middle ? MIDDLE_D : TAIL_D
  const x = middle ? y : 1 / (y * y)
  let numerator = n[n.length - 1] * x
  let denominator = x
  for (let i = 0; i < d.length - 1; i++) {
    numerator = (numerator + n[i]) * x
    denominator = (denominator + d[i]) * x
  }
  const ratio = (numerator + n[d.length - 1]) / (denominator + d[d.length - 1])
  return middle ? ratio : (ONE_OVER_SQRT_2PI - x * ratio) / y
}

function centre(x: number): number {
  const square = x * x
  let numerator = CENTRE_N[4] * square
  let denominator = square
  for (let i = 0; i < 3; i++) {
    numerator = (numerator + CENTRE_N[i]) * square
    denominator = (denominator + CENTRE_D[i]) * square
  }
  return (x * (numerator + CENTRE_N[3])) / (denominator + CENTRE_D[3])
}

/** exp(−y²/2) with y² split so that its rounding does not cost digits. */
function halfSquareExp(y: number): number {
  const coarse = Math.trunc(y * 16) / 16
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(y - coarse) * (y + coarse) * 0.5)
}

/** Density of the standard normal, φ(x) = exp(−x²/2)/√(2π); relative error a few ulp, in the tails too. */
export function normalDensity(x: number): number {
  const y = Math.abs(x)
  return y > 39 ? 0 : ONE_OVER_SQRT_2PI * halfSquareExp(y)
}

/**
 * Distribution function of the standard normal, Φ(x) = P(Z ≤ x).
 *
 * Relative error below 1e-15 for x ≥ −37.5, where the result leaves the normal range of doubles; use `normalLogCdf` beyond. For the
 * upper tail use Φ(−x), never 1 − Φ(x).
 *
 * Source: Cody (1969), Math. Comp. 23, 631–638, as used by R's pnorm. Checked: published tail values, R 4.2.2 pnorm (test/fixtures), Φ(x) + Φ(−x) = 1.
 */
export function normalCdf(x: number): number {
  const y = Math.abs(x)
  if (y <= 0.67448975) return 0.5 + (y < 1e-17 ? 0 : centre(x))
  if (y > 39) return x > 0 ? 1 : 0
  const tail = halfSquareExp(y) * tailFactor(y)
  if (Number.isNaN(x)) return Number.NaN
  return x > 0 ? 1 - tail : tail
}

/** log Φ(x), to full relative accuracy for any x; about −x²/2 far out on the left, where Φ itself underflows. */
export function normalLogCdf(x: number): number {
  if (x > 0.67448975) return Math.log1p(-normalCdf(-x))
  if (x >= -0.67448975) return Math.log(normalCdf(x))
  if (x < -1e150) return -0.5 * x * x
  return -0.5 * x * x + Math.log(tailFactor(-x))
}

/** log φ(x) of the standard normal. */
export function normalLogDensity(x: number): number {
  return -0.5 * x * x - LN_SQRT_2PI
}

/** Wichura's rational approximations PPND16: centre, middle and tail. */
const QUANTILE_CENTRE = {
  n: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  d: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
}
const QUANTILE_MIDDLE = {
  n: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  d: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}
const QUANTILE_TAIL = {
  n: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  d: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
}

function ratioOfPolynomials({ n, d }: { n: readonly number[]; d: readonly number[] }, x: number): number {
  let numerator = n[7]
  let denominator = d[7]
  for (let i = 6; i >= 0; i--) {
    numerator = numerator * x + n[i]
    denominator = denominator * x + d[i]
  }
  return numerator / denominator
}

/**
 * Quantile of the standard normal: the x with Φ(x) = p; −Infinity at 0, Infinity at 1.
 *
 * Relative error about 1e-16 for 1e-316 < p < 1. Upper-tail quantiles: −normalQuantile(tail).
 *
 * @throws NumericError numeric.argument unless 0 ≤ p ≤ 1
 * Source: Wichura (1988), algorithm AS 241 (PPND16), Appl. Stat. 37, 477–484. Checked: Φ(quantile(p)) = p, R 4.2.2 qnorm.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new NumericError('numeric.argument', `normal quantile at p = ${p}`)
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratioOfPolynomials(QUANTILE_CENTRE, 0.180625 - q * q)
  const tail = q < 0 ? p : 1 - p
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const r = Math.sqrt(-Math.log(tail))
  const x = r <= 5 ? ratioOfPolynomials(QUANTILE_MIDDLE, r - 1.6) : ratioOfPolynomials(QUANTILE_TAIL, r - 5)
  return q < 0 ? -x : x
}

/** An exact quotient of whole numbers: sums of shares come out the same in any order, and 1.005 rounds up. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** Six decimals of what people type and records hold; all figures of an appraisal have fewer. */
const SCALE = 1_000_000

export const ZERO: Fraction = { over: 0n, under: 1n }

function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? ZERO : { over: over / a, under: under / a }
}

export function fractionOf(value: number): Fraction {
  return reduced(BigInt(Math.round(value * SCALE)), BigInt(SCALE))
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under)
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { over: -b.over, under: b.under })
}

export function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.over, a.under * b.under)
}

/** `b` is above zero. */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.under, a.under * b.over)
}

export function isBelow(a: Fraction, b: Fraction): boolean {
  return a.over * b.under < b.over * a.under
}

export function least(a: Fraction, b: Fraction): Fraction {
  return isBelow(b, a) ? b : a
}

export function most(a: Fraction, b: Fraction): Fraction {
  return isBelow(a, b) ? b : a
}

export function sumOf(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(plus, ZERO)
}

/** Half up (四舍五入) to so many decimals. Only for what isn't negative. */
export function rounded({ over, under }: Fraction, decimals: number): number {
  const scale = 10n ** BigInt(decimals)
  const whole = (over * scale * 2n + under) / (under * 2n)
  return Number(whole) / Number(scale)
}

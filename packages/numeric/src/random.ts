import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import { NumericError } from './error.ts'

/** A seeded generator. The same seed and stream give the same numbers in every engine and on every machine. */
export interface Random {
  /** uniform on the open interval (0, 1), 52 random bits */
  uniform(): number
  /** standard normal */
  normal(): number
  /** exponential with mean 1 */
  exponential(): number
  /** gamma with the given shape and scale 1 */
  gamma(shape: number): number
  /** uniform on 0 … n−1, unbiased; 1 ≤ n ≤ 2³² */
  integer(n: number): number
  /** the values in random order, as a new array */
  shuffle<T>(values: Iterable<T>): T[]
  /** a random order of 0 … n−1 */
  permutation(n: number): Uint32Array
  /** an independent generator that depends on this one's seed and stream and on the number given, not on how much has been drawn */
  fork(stream: number): Random
}

const MULTIPLIER_0 = 0xd2511f53
const MULTIPLIER_1 = 0xcd9e8d57
const WEYL_0 = 0x9e3779b9
const WEYL_1 = 0xbb67ae85
const TWO_32 = 2 ** 32

function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = (middle & 0xffff) + aLow * bHigh
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0
}

/**
 * One block of Philox4x32-10: four 32-bit words, a bijection of the counter for each key.
 *
 * @param counter  [4] and `key` [2], 32-bit words
 * @param out      [4] receives the block
 * Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11.
 * Checked: the three known answers published with the authors' Random123 library.
 */
export function philoxBlock(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let c0 = counter[0]
  let c1 = counter[1]
  let c2 = counter[2]
  let c3 = counter[3]
  let k0 = key[0]
  let k1 = key[1]
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(MULTIPLIER_0, c0)
    const high1 = mulHigh(MULTIPLIER_1, c2)
    const low0 = Math.imul(MULTIPLIER_0, c0)
    const low1 = Math.imul(MULTIPLIER_1, c2)
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1 >>> 0
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0 >>> 0
    k0 = (k0 + WEYL_0) >>> 0
    k1 = (k1 + WEYL_1) >>> 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}

/** The counter's last word says what a block is for, so that forks never meet draws. */
const DRAWS = 0
const FORKS = 1

class Philox implements Random {
  readonly #key: Uint32Array
  readonly #counter: Uint32Array
  readonly #block = new Uint32Array(4)
  #next = 4
  #spareNormal = Number.NaN

  constructor(keyLow: number, keyHigh: number, stream: number) {
    this.#key = Uint32Array.of(keyLow, keyHigh)
    this.#counter = Uint32Array.of(0, 0, stream, DRAWS)
  }

  #word(): number {
    if (this.#next === 4) {
      philoxBlock(this.#counter, this.#key, this.#block)
      this.#counter[0] += 1
      if (this.#counter[0] === 0) this.#counter[1] += 1
      this.#next = 0
    }
    return this.#block[this.#next++]
  }

  uniform(): number {
    const high = this.#word() >>> 6
    const low = this.#word() >>> 6
    return (high * 67108864 + low + 0.5) / 4503599627370496
  }

  normal(): number {
    const spare = this.#spareNormal
    if (!Number.isNaN(spare)) {
      this.#spareNormal = Number.NaN
      return spare
    }
    for (;;) {
      const u = 2 * this.uniform() - 1
      const v = 2 * this.uniform() - 1
      const s = u * u + v * v
      if (s >= 1 || s === 0) continue
      const scale = Math.sqrt((-2 * ln(s)) / s)
      this.#spareNormal = v * scale
      return u * scale
    }
  }

  exponential(): number {
    return -ln(this.uniform())
  }

  gamma(shape: number): number {
    if (!(shape > 0) || !Number.isFinite(shape)) throw new NumericError('numeric.argument', `gamma shape ${shape}`)
    if (shape < 1) return this.gamma(shape + 1) * exp(ln(this.uniform()) / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      if (ln(this.uniform()) < 0.5 * x * x + d * (1 - v + ln(v))) return d * v
    }
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_32) throw new NumericError('numeric.argument', `integer below ${n}`)
    const limit = TWO_32 - (TWO_32 % n)
    for (;;) {
      const word = this.#word()
      if (word < limit) return word % n
    }
  }

  shuffle<T>(values: Iterable<T>): T[] {
    const result = [...values]
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const held = result[i]
      result[i] = result[j]
      result[j] = held
    }
    return result
  }

  permutation(n: number): Uint32Array {
    return Uint32Array.from(this.shuffle(Uint32Array.from({ length: n }, (_, i) => i)))
  }

  fork(stream: number): Random {
    requireStream(stream)
    const key = new Uint32Array(4)
    philoxBlock(Uint32Array.of(stream, 0, this.#counter[2], FORKS), this.#key, key)
    return new Philox(key[0], key[1], 0)
  }
}

function requireStream(stream: number): void {
  if (!Number.isInteger(stream) || stream < 0 || stream >= TWO_32) {
    throw new NumericError('numeric.argument', `stream ${stream} is not a whole number from 0 to 2³² − 1`)
  }
}

/**
 * A seeded random generator: Philox4x32-10, key = seed, the stream in the counter. Streams of one seed never overlap; each is 2⁶⁶ words long.
 *
 * Only integer arithmetic, +, −, ×, ÷, √ and @stdlib's `ln` and `exp` are used, never an engine's own `Math.log`, whose last digit may
 * differ: the sequence is the same everywhere. Normals by Marsaglia's polar method, gammas by Marsaglia & Tsang (2000), integers by rejection.
 * Not for secrets.
 *
 * @param seed    whole number, 0 … 2⁵³ − 1
 * @param stream  whole number, 0 … 2³² − 1
 * @throws NumericError numeric.argument
 */
export function random(seed: number, stream = 0): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new NumericError('numeric.argument', `seed ${seed} is not a whole number from 0 to 2⁵³ − 1`)
  }
  requireStream(stream)
  return new Philox(seed % TWO_32, Math.floor(seed / TWO_32), stream)
}

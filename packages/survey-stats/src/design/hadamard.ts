import { NumericError } from '@kepu/numeric'

function isPrime(n: number): boolean {
  if (n < 2) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

/** [p] 1 for squares, −1 for the others, 0 for 0, modulo the prime p. */
function quadraticCharacter(p: number): Int8Array {
  const character = new Int8Array(p).fill(-1)
  for (let x = 1; x < p; x++) character[(x * x) % p] = 1
  character[0] = 0
  return character
}

/** Paley's first construction, order p + 1 for a prime p ≡ 3 mod 4; first row all 1. */
function paleyOne(p: number): Int8Array {
  const n = p + 1
  const h = new Int8Array(n * n).fill(1)
  const character = quadraticCharacter(p)
  for (let i = 0; i < p; i++) {
    h[(i + 1) * n] = -1
    for (let j = 0; j < p; j++) h[(i + 1) * n + j + 1] = i === j ? 1 : character[(j - i + p) % p]
  }
  return h
}

/** Paley's second construction, order 2(p + 1) for a prime p ≡ 1 mod 4. */
function paleyTwo(p: number): Int8Array {
  const half = p + 1
  const n = 2 * half
  const h = new Int8Array(n * n)
  const character = quadraticCharacter(p)
  for (let i = 0; i < half; i++) {
    for (let j = 0; j < half; j++) {
      const c = i === 0 || j === 0 ? (i === j ? 0 : 1) : character[(j - i + p) % p]
      const block = c === 0 ? [1, -1, -1, -1] : [c, c, c, -c]
      h[2 * i * n + 2 * j] = block[0]
      h[2 * i * n + 2 * j + 1] = block[1]
      h[(2 * i + 1) * n + 2 * j] = block[2]
      h[(2 * i + 1) * n + 2 * j + 1] = block[3]
    }
  }
  return h
}

/** The doubled matrix [[H, H], [H, −H]]. */
function doubled(h: Int8Array, n: number): Int8Array {
  const result = new Int8Array(4 * n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = h[i * n + j]
      result[i * 2 * n + j] = value
      result[i * 2 * n + j + n] = value
      result[(i + n) * 2 * n + j] = value
      result[(i + n) * 2 * n + j + n] = -value
    }
  }
  return result
}

function build(n: number): Int8Array | null {
  if (n === 1) return Int8Array.of(1)
  if (n === 2) return Int8Array.of(1, 1, 1, -1)
  if (n % 4 !== 0) return null
  const smaller = build(n / 2)
  if (smaller !== null) return doubled(smaller, n / 2)
  if (isPrime(n - 1)) return paleyOne(n - 1)
  if (isPrime(n / 2 - 1) && (n / 2 - 1) % 4 === 1) return paleyTwo(n / 2 - 1)
  return null
}

/** Signs so that column 0 is all 1. */
function normalised(h: Int8Array, n: number): Int8Array {
  for (let i = 0; i < n; i++) {
    if (h[i * n] === 1) continue
    for (let j = 0; j < n; j++) h[i * n + j] = -h[i * n + j]
  }
  return h
}

/**
 * A Hadamard matrix of the smallest order at least `least` that doubling and Paley's constructions give: rows are orthogonal, column 0 is all 1.
 *
 * @returns order and elements by row, ±1
 * @throws NumericError survey.replicate unless 1 ≤ least ≤ 4096
 * Orders missed below 400: 92, 116, 156, 172, 184, 188, 232, 236, 260 …; the next larger is taken. Source: Paley (1933), J. Math. Phys. 12, 311–320.
 * Checked: H·Hᵀ = n·I.
 */
export function hadamard(least: number): { readonly order: number; readonly elements: Int8Array } {
  if (!Number.isInteger(least) || least < 1 || least > 4096) {
    throw new NumericError('survey.replicate', `a Hadamard matrix of order ${least}`)
  }
  for (let order = least; ; order++) {
    const elements = build(order)
    if (elements !== null) return { order, elements: normalised(elements, order) }
  }
}

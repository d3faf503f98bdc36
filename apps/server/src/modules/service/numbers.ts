import { randomInt } from 'node:crypto'
import type { Vault } from '../../platform/vault.ts'

/** Twelve digits: a guesser of an order among a million hits one in a million, and then needs the code. */
export function makeNumber(): string {
  return digits(12)
}

/** Six digits. */
export function makeCode(): string {
  return digits(6)
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('')
}

/** What a number and its code are kept as. */
export function codeText(number: string, code: string): string {
  return `order ${number} ${code}`
}

/** Keyed hash of a telephone in its county: the same that the register of people keeps, so that a member's is known. */
export function phonePrint({ vault, county }: { vault: Vault; county: string }, phone: string): Buffer {
  return vault.print(`${county}:${phone}`)
}

import { readFileSync } from 'node:fs'
import { RulePack } from '@kepu/contract/people-certificate'
import { z } from 'zod'

/** Rule packs are data: a province's rules are a file, checked when the program starts. */
export const rulePacks: readonly RulePack[] = z
  .array(RulePack)
  .parse(JSON.parse(readFileSync(new URL('./packs.json', import.meta.url), 'utf8')))

export function packOf(id: string): RulePack | null {
  return rulePacks.find((pack) => pack.id === id) ?? null
}

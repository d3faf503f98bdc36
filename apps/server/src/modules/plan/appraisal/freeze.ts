import { Scheme, SheetContent, type verificationFaults } from '@kepu/contract/plan-appraisal'
import { z } from 'zod'
import { canonical } from '../../../platform/canonical.ts'
import { itemsFor, scoreAgain, withTotal } from './rules/score.ts'
import { hashOf, sha256 } from './scheme-store.ts'

/** What is frozen: everything that the grades follow from. No name of a person: this can never be changed again. */
export const FrozenAppraisal = z.object({
  format: z.literal('kepu.appraisal/1'),
  county: z.string(),
  appraisalId: z.string(),
  title: z.string(),
  year: z.number(),
  asOf: z.string(),
  releasedAt: z.string(),
  scheme: z.object({ id: z.string(), edition: z.number(), sha256: z.string(), content: Scheme }),
  sheets: z.array(SheetContent),
  objections: z.array(
    z.object({
      id: z.string(),
      unitId: z.string(),
      itemId: z.string(),
      score: z.number().nullable(),
      reason: z.string(),
      raisedAt: z.string(),
      state: z.enum(['upheld', 'rejected']),
      answer: z.string(),
      newScore: z.number().nullable(),
      answeredAt: z.string(),
    }),
  ),
})
export type FrozenAppraisal = z.infer<typeof FrozenAppraisal>

/** The bytes of a frozen appraisal, and their hash. */
export function frozen(appraisal: FrozenAppraisal): { content: string; sha256: string } {
  const content = canonical(appraisal)
  return { content, sha256: sha256(content) }
}

export function readFrozen(content: string): FrozenAppraisal {
  return FrozenAppraisal.parse(JSON.parse(content))
}

export type Fault = (typeof verificationFaults)[number]

/** What is wrong with a frozen appraisal: its bytes, its scheme, or scores that don't follow from their inputs. */
export function faultsOf(content: string, hash: string): Fault[] {
  const bytes: Fault[] = sha256(content) === hash ? [] : ['bytes']
  const { scheme, sheets } = readFrozen(content)
  const altered: Fault[] = hashOf(scheme.content) === scheme.sha256 ? [] : ['scheme']
  const wrong: Fault[] = sheets.every((sheet) => follows(scheme.content, sheet)) ? [] : ['scores']
  return [...bytes, ...altered, ...wrong]
}

/** Do all points, the total and the grade follow from the inputs on the sheet? */
function follows(scheme: Scheme, sheet: SheetContent): boolean {
  const items = new Map(sheet.items.map((item) => [item.itemId, item]))
  const again = itemsFor(scheme, sheet.group).flatMap((item) => {
    const stored = items.get(item.id)
    return stored ? [{ ...stored, score: scoreAgain(item, stored, scheme) }] : []
  })
  return canonical(withTotal(scheme, { ...sheet, items: again })) === canonical(sheet)
}

import { createHash } from 'node:crypto'
import type { EstimateRecipe, EstimateRefusal, EstimateResult } from '@kepu/contract/survey-estimate'
import { NumericError } from '@kepu/numeric'
import { canonical } from '../../../platform/canonical.ts'
import type { Tx } from '../../../platform/database.ts'
import { Refused } from '../../../platform/problem.ts'
import { Drawn, findDraw, readRegions } from '../design/store.ts'
import { estimate } from './rules/estimate.ts'
import { codesOf, whyNotWeigh } from './rules/margins.ts'
import type { Answers } from './store.ts'

/** 12 significant digits: what survives another processor's last bit. */
function hashOfResult(result: EstimateResult): string {
  const rounded: unknown = JSON.parse(
    JSON.stringify(result, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)),
  )
  return createHash('sha256').update(canonical(rounded)).digest('hex')
}

function refused(reason: EstimateRefusal): never {
  throw new Refused(reason)
}

/**
 * The estimate of some answers by a recipe, with its hash. Some hundred milliseconds for a thousand respondents in sixty villages.
 * @throws Refused survey.estimate.*
 */
export async function computeEstimate(tx: Tx, county: string, answers: Answers, recipe: EstimateRecipe) {
  const { villages } = Drawn.parse((await findDraw(tx, county, answers.drawId)).drawn)
  const urban = new Set(villages.flatMap((village) => (village.urban ? [village.code] : [])))
  const reason = whyNotWeigh(recipe, codesOf(answers.respondents, urban))
  if (reason) refused(reason)
  try {
    const townships = await readRegions(tx, county, 'township')
    const result = estimate(answers.respondents, { villages, townships }, recipe)
    return { result, sha256: hashOfResult(result) }
  } catch (error) {
    if (error instanceof NumericError) refused({ code: 'survey.estimate.failed', reason: error.message })
    throw error
  }
}

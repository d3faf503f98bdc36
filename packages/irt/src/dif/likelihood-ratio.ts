import { chiSquareCdf, NumericError } from '@kepu/numeric'
import { type CalibrateOptions, calibrate } from '../fit/calibrate.ts'
import { type GroupDifference, type ItemType, specify } from '../fit/specify.ts'
import type { Responses } from '../model/responses.ts'
import type { ChiSquareTest } from './mantel-haenszel.ts'

/** What is compared, item by item. */
export interface LikelihoodRatioOptions {
  /** places of the items to test; all when not said */
  readonly tested?: ArrayLike<number>
  /**
   * 'drop' (when not said): from all items equal between the groups, the tested item set free.
   * 'add': from all items free but the anchors, the tested item held equal.
   */
  readonly scheme?: 'drop' | 'add'
  /** [J] 1 for the items taken as free of differential functioning; needed for 'add' */
  readonly anchor?: ArrayLike<number>
  /** 'intercepts' tests shifts only, 'all' (when not said) slopes too */
  readonly differ?: Exclude<GroupDifference, 'nothing'>
  readonly calibrate?: Omit<CalibrateOptions, 'group'>
}

/** Likelihood-ratio comparison of one item. */
export interface LikelihoodRatioDif extends ChiSquareTest {
  readonly item: number
  /** both calibrations converged; do not trust the test otherwise */
  readonly converged: boolean
}

/**
 * Likelihood-ratio test of differential item functioning between calibrated groups.
 *
 *   χ² = 2·(log-likelihood with the item's parameters free in each group − with them equal)
 *
 * The other groups' ability distributions are free; the common items carry the scale.
 *
 * @param types  kind of all items, or [J]
 * @param group  [N] 0 reference, 1 … G−1 focal
 * @returns      one test for each tested item, in their order
 * @throws NumericError irt.anchor when 'add' has no anchors or tests one · what `specify` and `calibrate` throw
 * Time one calibration for each tested item and one more. Source: Thissen, Steinberg & Wainer (1993), in Holland & Wainer, Differential Item Functioning.
 * Checked: R mirt 1.47 DIF, both schemes.
 */
export function likelihoodRatioDif(
  responses: Responses,
  types: ItemType | readonly ItemType[],
  group: ArrayLike<number>,
  options: LikelihoodRatioOptions = {},
): LikelihoodRatioDif[] {
  const { scheme = 'drop', differ = 'all' } = options
  const tested = options.tested === undefined ? [...Array(responses.items).keys()] : Array.from(options.tested)
  let groups = 0
  for (let i = 0; i < group.length; i++) groups = Math.max(groups, group[i] + 1)
  const base = baseDifferences(responses.items, scheme, differ, options.anchor)
  const fit = (differences: readonly GroupDifference[]) => {
    const specification = specify(responses, types, { groups, differ: differences })
    const { logLikelihood, converged } = calibrate(responses, specification, { ...options.calibrate, group })
    return { logLikelihood, converged, free: specification.map.free }
  }
  const first = fit(base)
  return tested.map((item) => {
    if (!(Number.isInteger(item) && item >= 0 && item < responses.items)) {
      throw new NumericError('irt.item', `item ${item} of ${responses.items}`)
    }
    const other = scheme === 'drop' ? differ : 'nothing'
    if (base[item] === other) throw new NumericError('irt.anchor', `item ${item} is an anchor and cannot be tested`)
    const second = fit(base.with(item, other))
    const degreesOfFreedom = Math.abs(second.free - first.free)
    const chiSquare = Math.max(0, 2 * Math.abs(second.logLikelihood - first.logLikelihood))
    return {
      item,
      chiSquare,
      degreesOfFreedom,
      probability: chiSquareCdf(chiSquare, degreesOfFreedom, 'upper'),
      converged: first.converged && second.converged,
    }
  })
}

function baseDifferences(
  items: number,
  scheme: 'drop' | 'add',
  differ: GroupDifference,
  anchor: ArrayLike<number> | undefined,
): GroupDifference[] {
  if (scheme === 'drop') return new Array<GroupDifference>(items).fill('nothing')
  const marks = Array.from(anchor ?? [])
  if (marks.length !== items || !marks.includes(1)) {
    throw new NumericError('irt.anchor', `scheme 'add' needs anchors: ${marks.length} marks for ${items} items`)
  }
  return marks.map((mark) => (mark === 0 ? differ : 'nothing'))
}

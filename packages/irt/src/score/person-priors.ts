import { NumericError } from '@kepu/numeric'
import type { Calibration } from '../fit/calibrate.ts'
import type { AbilityPrior } from './prior.ts'

/**
 * The ability distributions that a calibration found, as priors for scoring and plausible values.
 *
 * One group: its mean and variance. Several groups: those of each person's group. Latent regression: each calibrated person's fitted mean with the
 * residual variance, in the persons' order.
 *
 * @param group  [N] group codes; needed when there is more than one group
 * @throws NumericError irt.group when codes are lacking or out of range (names the person)
 * Source: Mislevy (1991), Psychometrika 56, 177–196, for why plausible values need them. Checked: TAM 4.3 tam.pv, EAP reliability.
 */
export function personPriors({ ability, fitted, free }: Calibration, group?: ArrayLike<number>): AbilityPrior {
  if (fitted.abilityModel.needsMoments) {
    const own = free.slice(fitted.specification.map.free)
    const rows = Array.from({ length: fitted.packed.rows }, (_, i) => fitted.abilityModel.normal(own, 0, i))
    return { mean: Float64Array.from(rows, ({ mean }) => mean), variance: ability[0].variance }
  }
  if (group === undefined) {
    if (ability.length > 1) throw new NumericError('irt.group', `${ability.length} groups: say each person's`)
    return { mean: ability[0].mean, variance: ability[0].variance }
  }
  for (let i = 0; i < group.length; i++) {
    if (ability[group[i]] === undefined)
      throw new NumericError('irt.group', `person ${i} has group ${group[i]} of ${ability.length}`)
  }
  const pick = (value: 'mean' | 'variance'): Float64Array => Float64Array.from(group, (g) => ability[g][value])
  return { mean: pick('mean'), variance: pick('variance') }
}

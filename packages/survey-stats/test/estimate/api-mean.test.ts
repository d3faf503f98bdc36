import { normalQuantile } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { member, referencePresent } from '../../../../tools/reference/index.ts'
import { domainDesign } from '../../src/design/index.ts'
import * as e from '../../src/estimate/index.ts'
import type { Estimate } from '../../src/variance/index.ts'
import { apiDesigns, apiNames, byRow, caseOf, check, complete } from '../design/api.ts'

if (!referencePresent) test('no reference values on this machine', () => expect(referencePresent).toBe(false))

/** Compares an estimate with what R recorded of a svystat. */
function checkEstimate(id: string, ours: Estimate): void {
  const { result } = caseOf(id)
  check(id, ours.value, member(result, 'estimate'))
  check(id, ours.standardError, member(result, 'se'))
  check(id, byRow(ours.covariance), member(result, 'vcov'))
  const z = normalQuantile(0.975)
  const interval = Array.from(ours.value, (v, k) => [
    v - z * ours.standardError[k]!,
    v + z * ours.standardError[k]!,
  ]).flat()
  check(id, interval, member(result, 'ci_normal95'))
}

describe.runIf(referencePresent).each(apiNames)('api, design %s', (name) => {
  const { design, d } = apiDesigns[name]!()
  const p = (part: string): string => `api/${name}/${part}`

  test('means and totals', () => {
    checkEstimate(p('mean'), e.estimateMean(d.columns('api00', 'api99', 'ell'), design))
    const stype = d.codes('stype')
    const school = e.indicatorColumns(stype.code, 3)
    checkEstimate(p('mean_factor'), e.estimateMean(school, design))
    checkEstimate(p('total_factor'), e.estimateTotal(school, design))
    const enroll = d.number('enroll')
    checkEstimate(p('total'), e.estimateTotal(enroll, domainDesign(design, complete(enroll))))
    const both = d.columns('enroll', 'acs.k3')
    checkEstimate(p('mean_narm'), e.estimateMean(both, domainDesign(design, complete(enroll, d.number('acs.k3')))))
    checkEstimate(p('mean_deff_replace'), e.estimateMean(d.columns('api00', 'ell'), design))
  })
})

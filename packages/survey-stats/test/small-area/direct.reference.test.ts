import { describe, expect, test } from 'vitest'
import { referenceCases, referencePresent } from '../../../../tools/reference/index.ts'
import {
  directHorvitzThompson,
  directSimpleRandom,
  postStratifiedSynthetic,
  sampleSizeDependent,
} from '../../src/small-area/index.ts'
import { checkValues, columns, recordColumn, resultOf, table } from './cases.ts'

if (!referencePresent) {
  test('the reference values are not on this machine: nothing was compared with R', () => {
    expect(referenceCases('sae/sae.json')).toBeNull()
  })
}

const closed = { relative: 1e-12, why: 'closed formula over 17,199 rows: rounding only; 15 digits in the file' }

/** The income survey of the Spanish provinces, areas in the order of the province code. */
function income() {
  const data = table('incomedata')
  const sizes = table('sizeprov')
  return {
    y: data.numeric('income'),
    weight: data.numeric('weight'),
    area: data.numeric('prov').map((code) => code - 1),
    education: data.numeric('educ'),
    size: sizes.numeric('Nd'),
    label: sizes.text('provlab'),
  }
}

/** R sorts labelled provinces by name: the places of its rows among ours. */
function inOrderOf(id: string, key: string, labels: readonly (string | null)[]): number[] {
  const result = resultOf(id)
  if (!Array.isArray(result)) throw new Error(`${id} is no list of rows`)
  return result.map((row: Record<string, unknown>) => {
    const name = row[key]
    return typeof name === 'number' ? name - 1 : labels.indexOf(String(name))
  })
}

describe.runIf(referencePresent)('direct and indirect means, R sae 1.3', () => {
  test('direct', () => {
    const { y, weight, area, size, label } = income()
    for (const [id, ours] of [
      ['income/direct_HT', directHorvitzThompson(y, weight, area, size)],
      ['income/direct_SRSWOR', directSimpleRandom(y, area, size)],
      [
        'income/direct_SRSWR',
        directSimpleRandom(
          y,
          area,
          size.map(() => Number.POSITIVE_INFINITY),
        ),
      ],
    ] as const) {
      const order = inOrderOf(id, 'Domain', label)
      checkValues(
        id,
        order.map((d) => ours.estimate[d]),
        recordColumn(resultOf(id), 'Direct'),
        closed,
      )
      checkValues(
        id,
        order.map((d) => Math.sqrt(ours.variance[d])),
        recordColumn(resultOf(id), 'SD'),
        closed,
      )
      checkValues(
        id,
        order.map((d) => ours.sampleSize[d]),
        recordColumn(resultOf(id), 'SampSize'),
        closed,
      )
    }
  })

  test('synthetic and composite', () => {
    const { y, weight, area, size, label, education } = income()
    const sizes = table('sizeprovedu')
    const count = columns(...[0, 1, 2, 3].map((level) => sizes.numeric(`educ${level}`)))
    const synthetic = postStratifiedSynthetic(y, weight, education, count, 'known')
    const rows = inOrderOf('income/pssynt', 'Domain', label)
    checkValues(
      'income/pssynt',
      rows.map((d) => synthetic[d]),
      recordColumn(resultOf('income/pssynt'), 'PsSynthetic'),
      closed,
    )
    const { estimate: direct } = directHorvitzThompson(y, weight, area, size)
    const { estimate, directShare } = sampleSizeDependent(direct, synthetic, weight, area, size)
    const order = inOrderOf('income/ssd', 'Domain', label)
    checkValues(
      'income/ssd',
      order.map((d) => estimate[d]),
      recordColumn(resultOf('income/ssd'), 'ssd'),
      closed,
    )
    checkValues(
      'income/ssd',
      order.map((d) => directShare[d]),
      recordColumn(resultOf('income/ssd'), 'CompWeight'),
      closed,
    )
  })
})

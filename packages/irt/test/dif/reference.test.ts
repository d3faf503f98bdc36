import { describe, expect, test } from 'vitest'
import { member, numbers, referencePresent } from '../../../../tools/reference/index.ts'
import * as dif from '../../src/dif/index.ts'
import type { Responses } from '../../src/index.ts'
import { referenceOf } from '../cases.ts'

const reference = referenceOf('linking_dif', 'linking_dif_equating')
const closed = { relative: 1e-10, why: 'closed formulas of counts' }
const fitted = {
  relative: 1e-6,
  absolute: 1e-9,
  why: "R's glm stops when the deviance moves by less than 1e-8 of itself; ours at a slope of 1e-11",
}
const workingWeights = {
  relative: 5e-4,
  absolute: 1e-9,
  why: "R's glm takes the covariance at the step before the last; ours at the maximum",
}
const clipped = {
  relative: 1e-10,
  why: 'closed formulas of counts; where the difference is below the half person that the correction takes off, R squares what is left, ours is 0 and the item is not compared',
}

function verbal(): { responses: Responses; gender: Float64Array; anger: Float64Array } {
  const table = reference.table('verbal')
  const titles = table.names.slice(0, 24)
  const persons = table.numeric('Gender').length
  const answer = new Uint8Array(persons * 24)
  titles.forEach((title, j) => {
    answer.set(table.numeric(title), j * persons)
  })
  return { responses: { persons, items: 24, answer }, gender: table.numeric('Gender'), anger: table.numeric('Anger') }
}

describe.runIf(referencePresent)('differential functioning, R difR 5.1', () => {
  test('Mantel–Haenszel', () => {
    const { responses, gender } = verbal()
    const ours = dif.mantelHaenszelDif(responses, gender)
    reference.check(
      'difR/MH',
      ours.map((item) => item.chiSquare),
      reference.column('difR/MH', 'MH'),
      closed,
    )
    reference.check(
      'difR/MH',
      ours.map((item) => item.probability),
      reference.column('difR/MH', 'p'),
      closed,
    )
    reference.check(
      'difR/MH',
      ours.map((item) => item.oddsRatio),
      reference.column('difR/MH', 'alphaMH'),
      closed,
    )
    reference.check(
      'difR/MH',
      ours.map((item) => item.delta),
      reference.column('difR/MH', 'deltaMH'),
      closed,
    )
    reference.check(
      'difR/MH',
      ours.map((item) => item.logOddsVariance),
      reference.column('difR/MH', 'varLambda'),
      closed,
    )
    const uncorrected = dif.mantelHaenszelDif(responses, gender, { correction: false })
    reference.check(
      'difR/MH_nocorrect',
      uncorrected.map((item) => item.chiSquare),
      numbers(reference.resultOf('difR/MH_nocorrect')),
      closed,
    )
  })

  test('purification', () => {
    const { responses, gender } = verbal()
    const ours = dif.purifyAnchors(
      24,
      (anchor) => dif.mantelHaenszelDif(responses, gender, { anchor }),
      ({ chiSquare }) => chiSquare > 3.841458820694124,
    )
    const theirs = reference.resultOf('difR/MH_purified')
    const tested = [...ours.results.keys()].filter((j) => ours.results[j].chiSquare > 0)
    expect(tested.length).toBeGreaterThanOrEqual(23)
    const all = numbers(member(theirs, 'MH'))
    reference.check(
      'difR/MH_purified',
      tested.map((j) => ours.results[j].chiSquare),
      tested.map((j) => all[j]),
      clipped,
    )
    const flagged = [...ours.flagged.keys()].filter((j) => ours.flagged[j] === 1).map((j) => j + 1)
    reference.check('difR/MH_purified', flagged, numbers(member(theirs, 'DIF')), closed)
    reference.check('difR/MH_purified', ours.iterations, numbers(member(theirs, 'nrPur')), closed)
    expect(ours.settled).toBe(true)
  })

  test('standardisation, delta plot, Breslow–Day, several groups', () => {
    const { responses, gender, anger } = verbal()
    reference.check('difR/Std', dif.standardisedDif(responses, gender), numbers(reference.resultOf('difR/Std')), closed)
    reference.check(
      'difR/Transformed',
      dif.deltaPlotDif(responses, gender),
      numbers(member(reference.resultOf('difR/Transformed'), 'dist')),
      closed,
    )
    const constant = dif.breslowDayDif(responses, gender)
    const four = { relative: 1e-12, absolute: 5.1e-5, why: 'R gives four decimals' }
    reference.check(
      'difR/BD',
      constant.map((item) => item.chiSquare),
      reference.column('difR/BD', 'V1'),
      four,
    )
    reference.check(
      'difR/BD',
      constant.map((item) => item.degreesOfFreedom),
      reference.column('difR/BD', 'V2'),
      closed,
    )
    reference.check(
      'difR/BD',
      constant.map((item) => item.probability),
      reference.column('difR/BD', 'V3'),
      four,
    )
    const [low, high] = [Math.min(...anger), Math.max(...anger)]
    const third = anger.map((value) => Math.max(0, Math.ceil((3 * (value - low)) / (high - low)) - 1))
    const several = dif.generalisedMantelHaenszelDif(responses, third)
    reference.check(
      'difR/genMH',
      several.map((item) => item.chiSquare),
      numbers(reference.resultOf('difR/genMH')),
      closed,
    )
  })

  test.each(['both', 'udif', 'nudif'] as const)('logistic regression, %s', (name) => {
    const { responses, gender } = verbal()
    const kind = ({ both: 'both', udif: 'uniform', nudif: 'nonUniform' } as const)[name]
    for (const [title, criterion] of [
      ['LRT', 'likelihoodRatio'],
      ['Wald', 'wald'],
    ] as const) {
      const id = `difR/logistic_${name}_${title}`
      const ours = dif.logisticDif(responses, gender, kind, criterion)
      const tolerance = criterion === 'wald' ? workingWeights : fitted
      reference.check(
        id,
        ours.map((item) => item.chiSquare),
        reference.column(id, 'stat'),
        tolerance,
      )
      reference.check(
        id,
        ours.map((item) => item.probability),
        reference.column(id, 'p'),
        tolerance,
      )
      reference.check(
        id,
        ours.map((item) => item.rSquareGain),
        reference.column(id, 'dR2'),
        tolerance,
      )
    }
  })
})

import { type Random, random } from '@kepu/numeric'
import { describe, expect, test } from 'vitest'
import { member, numbers, referencePresent } from '../../../../tools/reference/index.ts'
import * as sample from '../../src/sample/index.ts'
import { check, column, resultOf } from './cases.ts'

const draws: readonly [string, (probability: Float64Array, random: Random) => Uint32Array][] = [
  ['UPsystematic', sample.drawSystematic],
  ['UPbrewer', sample.drawBrewer],
  ['UPtille', sample.drawTille],
  ['UPsampford', sample.drawSampford],
  ['UPmidzuno', sample.drawMidzuno],
  ['UPmaxentropy', sample.drawMaximumEntropy],
  ['UPpivotal', sample.drawPivotal],
  ['UPrandompivotal', sample.drawRandomPivotal],
  ['UPrandomsystematic', sample.drawRandomSystematic],
  ['UPpoisson', sample.drawPoisson],
  ['UPminimalsupport', sample.drawMinimalSupport],
]

describe.runIf(referencePresent)('frequencies of 20,000 samples, R sampling 2.11', () => {
  test.each(draws)('%s: within 5 standard errors of R’s frequencies and of π, same pairs', (name, draw) => {
    const id = `empirical/${name}`
    const probability = column('pik10', 'pik')
    const repeats = 20_000
    const generator = random(42)
    const frequency = new Float64Array(10)
    let joint12 = 0
    let joint45 = 0
    let smallest = 10
    let largest = 0
    for (let r = 0; r < repeats; r++) {
      const chosen = draw(probability, generator)
      for (const k of chosen) frequency[k]! += 1 / repeats
      if (chosen.includes(0) && chosen.includes(1)) joint12 += 1 / repeats
      if (chosen.includes(3) && chosen.includes(4)) joint45 += 1 / repeats
      smallest = Math.min(smallest, chosen.length)
      largest = Math.max(largest, chosen.length)
    }
    const why = 'two Monte-Carlo runs of 20,000: difference within 5 joint standard errors'
    const theirs = numbers(member(resultOf(id), 'freq'))
    frequency.forEach((f, k) => {
      const p = probability[k]!
      const error = Math.sqrt((2 * p * (1 - p)) / repeats)
      expect(Math.abs(f - p)).toBeLessThan((5 * error) / Math.SQRT2)
      check(id, f, theirs[k], { relative: 0, absolute: 5 * error, why })
    })
    for (const [ours, key] of [
      [joint12, 'joint12'],
      [joint45, 'joint45'],
    ] as const) {
      const [p = 0] = numbers(member(resultOf(id), key))
      const error = Math.sqrt((2 * Math.max(p * (1 - p), 1e-9)) / repeats)
      check(id, ours, p, { relative: 0, absolute: 5 * error, why })
    }
    if (name !== 'UPpoisson') check(id, [smallest, largest], [4, 4])
  })
})

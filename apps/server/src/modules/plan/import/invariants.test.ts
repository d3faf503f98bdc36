import { fc, test } from '@fast-check/vitest'
import type { ParsedPlan, Span } from '@kepu/contract/plan-proposal'
import { PlanProposal } from '@kepu/contract/plan-proposal'
import { describe, expect } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { noises } from './fixtures/noise.ts'
import { Dice, inventPlan } from './fixtures/plan.ts'
import { parsePlanFile } from './index.ts'

const parse = (text: string) => parsePlanFile(new TextEncoder().encode(text), 'plan.txt')
const unspaced = (text: string) => text.replace(/\s+/g, '')

interface Draw {
  readonly seed: number
  readonly layout: (typeof layouts)[number]
  readonly noise: (typeof noises)[number]
}

const draws = fc.record({
  seed: fc.nat({ max: 100_000 }),
  layout: fc.constantFrom(...layouts),
  noise: fc.constantFrom(...noises),
})
const textOf = ({ seed, layout, noise }: Draw) =>
  noise.apply(layout.write(inventPlan(seed, layout.wishes), new Dice(seed)), new Dice(seed + 1))

/** Every claim of a proposal with the span that it stands on. */
function claims({ proposal }: ParsedPlan): [string, Span][] {
  return [
    ...proposal.tasks.flatMap((task): [string, Span][] => [
      [task.title, task.span],
      ...task.measures.map((measure): [string, Span] => [measure.title, measure.span]),
    ]),
    ...proposal.units.flatMap(({ name, spans }) => spans.map((span): [string, Span] => [name, span])),
    ...proposal.campaigns.map(({ name, span }): [string, Span] => [name, span]),
    ...proposal.unplaced.map(({ text, span }): [string, Span] => [text, span]),
    ...proposal.phases.map(({ name, span }): [string, Span] => [name, span]),
    ...proposal.indicators.flatMap(({ values }) =>
      values.map(({ value, span }): [string, Span] => [String(value), span]),
    ),
  ]
}

/** Whether the place is accounted for: a value, an entry of `unplaced`, or inside a task or measure with just this quantity. */
function accounted({ proposal }: ParsedPlan, at: number, value: number): boolean {
  const covers = ([start, end]: Span) => start <= at && at < end
  const worded = [...proposal.tasks, ...proposal.tasks.flatMap(({ measures }) => measures)]
  return (
    proposal.indicators.some(({ values }) => values.some(({ span }) => covers(span))) ||
    proposal.unplaced.some(({ span }) => covers(span)) ||
    worded.some(({ span, quantity }) => covers(span) && quantity?.value === value)
  )
}

function insertLine(text: string, line: string, share: number): string {
  const lines = text.split('\n')
  const places = lines.flatMap((one, i) =>
    one.trim() === '' && i > 10 && !(lines[i + 1] ?? '').startsWith('\t') ? [i] : [],
  )
  lines.splice(places[Math.floor(share * places.length)] ?? lines.length, 0, line)
  return lines.join('\n')
}

const UNKNOWN = ['蓝天救援队', '野生动物救护中心', '青少年科技辅导员协会', '水文监测站管理局', '流动人口服务办公室']

describe('whatever the layout', () => {
  test.prop([draws], { numRuns: 150 })(
    'spans hold what they claim, and the proposal has the shape of the contract',
    async (draw) => {
      const parsed = await parse(textOf(draw))
      expect(PlanProposal.parse(parsed.proposal)).toEqual(parsed.proposal)
      for (const [claim, [start, end]] of claims(parsed)) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(parsed.text.length)
        expect(unspaced(parsed.text.slice(start, end))).toContain(unspaced(claim))
      }
    },
  )

  test.prop([draws], { numRuns: 30 })('the same bytes give the same proposal', async (draw) => {
    expect(await parse(textOf(draw))).toEqual(await parse(textOf(draw)))
  })

  test.prop(
    [
      draws,
      fc.constantFrom(...UNKNOWN),
      fc.integer({ min: 11, max: 9_999 }),
      fc.constantFrom('个', '场', '人次', '家', '%'),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
    ],
    { numRuns: 200 },
  )('a unit and a number that nobody expects are not lost', async (draw, name, value, unit, share) => {
    const { level } = inventPlan(draw.seed, draw.layout.wishes)
    const parsed = await parse(
      insertLine(textOf(draw), `同时支持${level}${name}，新增相关站点${value}${unit}。`, share),
    )
    const told = [...parsed.proposal.units.map((one) => one.name), ...parsed.proposal.unplaced.map((one) => one.text)]
    expect(told.some((one) => one.includes(`${level}${name}`))).toBe(true)
    expect(accounted(parsed, parsed.text.indexOf(`${value}${unit}`), value)).toBe(true)
  })

  test.prop([draws], { numRuns: 100 })('every number with a unit is placed or listed', async (draw) => {
    const parsed = await parse(textOf(draw))
    for (const match of parsed.text.matchAll(/(?<![\d.第])(\d+(?:\.\d+)?)(?:场|次|个|人次|家|名|所|%|项|支|元)/g)) {
      expect(accounted(parsed, match.index, Number(match[1])), match[0]).toBe(true)
    }
  })

  test.prop([draws], { numRuns: 60 })(
    'nothing is invented: names, titles and deadlines stand in the text',
    async (draw) => {
      const { proposal, text } = await parse(textOf(draw))
      const source = unspaced(text)
      for (const { title, lead, responsible, implementers, deadline, measures } of proposal.tasks) {
        for (const words of [title, ...lead, ...responsible, ...implementers, ...(deadline ? [deadline] : [])])
          expect(source).toContain(unspaced(words))
        for (const measure of measures)
          for (const words of [measure.title, ...measure.lead, ...measure.responsible])
            expect(source).toContain(unspaced(words))
      }
      for (const words of [proposal.issuer, proposal.documentNumber]) if (words) expect(source).toContain(words)
    },
  )
})

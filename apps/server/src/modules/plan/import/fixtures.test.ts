import type { PlanProposal, ProposedMeasure } from '@kepu/contract/plan-proposal'
import { describe, expect, test } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { noises } from './fixtures/noise.ts'
import { Dice, type InventedPlan, inventPlan } from './fixtures/plan.ts'
import { parsePlanFile } from './index.ts'

const SEEDS = 12

function workOf(plan: InventedPlan) {
  return plan.tasks.map(({ category, number, title, lead, responsible, deadline, measures }) => {
    return { category, number, title, lead, responsible, deadline, measures: measures.map((item) => ({ ...item })) }
  })
}

function proposedWork(proposal: PlanProposal) {
  const measureOf = ({ title, lead, responsible, deadline }: ProposedMeasure) => ({
    title,
    lead,
    responsible,
    deadline,
  })
  return proposal.tasks.map(({ category, number, title, lead, responsible, deadline, measures }) => {
    return { category, number, title, lead, responsible, deadline, measures: measures.map(measureOf) }
  })
}

function headOf(plan: InventedPlan) {
  const { title, issuer, documentNumber, issuedOn, period } = plan
  return { title, issuer, documentNumber, issuedOn, period }
}

const headIn = ({ title, issuer, documentNumber, issuedOn, period }: PlanProposal) => ({
  title,
  issuer,
  documentNumber,
  issuedOn,
  period,
})

/** Names come back as written, so brackets may be either kind. */
const narrow = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('（', '(').replaceAll('）', ')'))

function targets(plan: InventedPlan) {
  const { baselineYear, baseline, target, comparator } = plan.indicator
  return [
    { year: baselineYear, value: baseline, role: 'baseline', comparator: '=', of: null },
    { year: plan.period.end, value: target, role: 'target', comparator, of: null },
  ]
}

describe.each(layouts)('an invented plan: $name', ({ wishes, write }) => {
  test.each(noises)('comes back exactly, noise: $name', async ({ apply }) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const plan = inventPlan(seed, wishes)
      const text = apply(write(plan, new Dice(seed)), new Dice(seed + 1000))
      const { proposal } = await parsePlanFile(new TextEncoder().encode(text), 'plan.txt')

      expect(narrow(headIn(proposal)), `seed ${seed}`).toEqual(narrow(headOf(plan)))
      expect(narrow(proposedWork(proposal)), `seed ${seed}`).toEqual(narrow(workOf(plan)))
      expect(proposal.indicators.flatMap(({ values }) => values.map(({ span: _, ...value }) => value))).toEqual(
        targets(plan),
      )
      expect(proposal.phases.map(({ name, startYear, endYear }) => ({ name, start: startYear, end: endYear }))).toEqual(
        plan.phases,
      )
    }
  })
})

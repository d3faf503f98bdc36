import { describe, expect, test } from 'vitest'
import { layouts } from './fixtures/layouts.ts'
import { pdf, ruledTable, typeset } from './fixtures/pdf.ts'
import { Dice, inventPlan } from './fixtures/plan.ts'
import { PlanFileError, parsePlanFile } from './index.ts'

const inProse = layouts.filter(({ name }) => /brackets|line|verbs/.test(name) && !/table/.test(name))

describe('PDF files with a text layer', () => {
  test.each(inProse)('$name: paragraphs come together again', async ({ wishes, write }) => {
    for (const seed of [1, 2, 3]) {
      const plan = inventPlan(seed, wishes)
      const { proposal, text } = await parsePlanFile(pdf(typeset(write(plan, new Dice(seed)))), 'plan.pdf')
      const { title, issuer, documentNumber, issuedOn, period } = plan
      expect(proposal, text).toMatchObject({ title, issuer, documentNumber, issuedOn, period })
      expect(proposal.tasks).toMatchObject(
        plan.tasks.map(({ category, number, title, lead, responsible, measures }) => ({
          category,
          number,
          title,
          lead,
          responsible,
          measures: measures.map(({ title, lead, responsible }) => ({ title, lead, responsible })),
        })),
      )
      expect(text).not.toMatch(/— \d+ —/)
    }
  })

  test('a ruled table with merged kinds, over two pages, its head repeated', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const plan = inventPlan(seed, { unitsWithMeasures: false, firstLeads: false, deadlines: false })
      const bytes = pdf([...typeset(`${plan.title}\n一、工作目标\n抓好落实。`), ...ruledTable(plan)])
      const { proposal, text } = await parsePlanFile(bytes, 'plan.pdf')
      expect(proposal.tasks, text).toMatchObject(
        plan.tasks.map(({ category, number, title, lead, responsible }) => ({
          category,
          number,
          title,
          lead,
          responsible,
        })),
      )
    }
  })

  test('a scan without text is refused', async () => {
    const refused = parsePlanFile(pdf([{ texts: [] }, { texts: [] }]), 'scan.pdf')
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'plan.file.scannedPdf', pages: 2 } })
    await expect(refused).rejects.toBeInstanceOf(PlanFileError)
  })

  test('half a file is refused', async () => {
    const whole = pdf(typeset('云溪县全民科学素质行动规划纲要实施方案'))
    await expect(parsePlanFile(whole.subarray(0, 60), 'a.pdf')).rejects.toMatchObject({
      refusal: { code: 'plan.file.damaged' },
    })
  })
})

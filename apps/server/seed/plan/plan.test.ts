import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePlanFile } from '../../src/modules/plan/import/index.ts'
import { planDocument } from './document.ts'
import { qingpingPlan } from './qingping.ts'
import { zhongxianPlan } from './zhongxian.ts'

test('the demonstration document has the structure of the real plan, and the importer finds it', async () => {
  const { proposal } = await parsePlanFile(await planDocument(zhongxianPlan), 'plan.docx')
  const { tasks, units, phases, indicators } = proposal
  expect(proposal).toMatchObject({
    title: zhongxianPlan.title,
    issuedOn: '2022-12-27',
    period: { start: 2021, end: 2025 },
  })
  expect(tasks.map(({ category, number }) => `${category}${number}`)).toEqual(
    ['提升行动', '重点工程'].flatMap((category) => [1, 2, 3, 4, 5].map((number) => category + number)),
  )
  expect(tasks.flatMap(({ lead }) => lead)).toHaveLength(27)
  expect(tasks.flatMap(({ responsible }) => responsible)).toHaveLength(161)
  expect(units).toHaveLength(36)
  expect(phases.map(({ name }) => name)).toEqual(['启动实施', '深入实施', '总结评估'])
  expect(indicators[0]?.values.map(({ year, value, role }) => [year, value, role])).toEqual([
    [2020, 8, 'baseline'],
    [2017, 5.3, 'earlier'],
    [2020, 10.2, 'reference'],
    [2025, 12, 'target'],
  ])
})

test('the invented plan of 青屏县 is understood whole', async () => {
  const { proposal } = await parsePlanFile(await planDocument(qingpingPlan), 'plan.docx')
  const written = qingpingPlan.categories.flatMap(({ tasks }) => tasks)
  expect(proposal.tasks.map(({ title, lead, responsible }) => ({ title, lead, responsible }))).toEqual(
    written.map(({ title, lead, responsible }) => ({ title, lead, responsible })),
  )
})

const real = join(
  process.env['KEPU_SHARED'] ?? join(import.meta.dirname, '../../../../../shared'),
  'plans/zhongxian-2021-2025.txt',
)
if (!existsSync(real)) console.warn('the real plan is not here: that no sentence of it is copied is NOT checked')

test.runIf(existsSync(real))('no sentence of the real plan is copied', () => {
  const theirs = readFileSync(real, 'utf8').replaceAll(/\s/g, '')
  const sentences = [
    ...zhongxianPlan.opening,
    ...zhongxianPlan.chapters.flatMap(({ text }) => text),
    ...zhongxianPlan.categories.flatMap(({ text, tasks }) => [
      text,
      ...tasks.flatMap((task) => [task.text, ...task.measures.map((measure) => measure.text)]),
    ]),
    ...zhongxianPlan.closing,
  ]
  for (const clause of sentences.flatMap((sentence) => sentence.split(/[，。；：]/))) {
    if (clause.length >= 12 && !clause.includes('公民具备科学素质的比例')) expect(theirs).not.toContain(clause)
  }
})

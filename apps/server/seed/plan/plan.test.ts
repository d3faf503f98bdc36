import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePlanFile } from '../../src/modules/plan/import/index.ts'
import { planDocument } from './document.ts'
import { qingpingPlan } from './qingping.ts'
import { zhongxianPlan } from './zhongxian.ts'
import { revisedPlan } from './zhongxian-revised.ts'

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
  expect(
    tasks.map(({ title, measures, lead, responsible }) => ({
      title,
      measures: measures.map((measure) => measure.title),
      lead,
      responsible,
    })),
  ).toEqual(
    zhongxianPlan.categories
      .flatMap((category) => category.tasks)
      .map(({ title, measures, lead, responsible }) => ({
        title,
        measures: measures.map((measure) => measure.title),
        lead,
        responsible,
      })),
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

test('the revision that lies there as a draft brings a new task, new figures and names to decide', async () => {
  const { proposal } = await parsePlanFile(await planDocument(revisedPlan), 'plan.docx')
  const before = new Set(zhongxianPlan.categories.flatMap(({ tasks }) => tasks.map(({ title }) => title)))
  expect(proposal.tasks.map(({ title }) => title).filter((title) => !before.has(title))).toEqual([
    '实施科普志愿服务工程',
  ])
  expect(proposal.units.map(({ name }) => name)).toEqual(expect.arrayContaining(['县文旅委', '县数据管理局']))
  const quantities = proposal.tasks.flatMap(({ measures }) => measures.flatMap(({ quantity }) => quantity ?? []))
  expect(quantities.map(({ value, unit }) => `${value}${unit}`)).toEqual(['6场', '200场', '60个', '1支'])
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

/** Longest run of Chinese characters, punctuation and figures left out, that may stand in both. */
const LONGEST = 15

test.runIf(existsSync(real))('no sentence of the real plan is copied', async () => {
  const theirs = chineseOf(readFileSync(real, 'utf8'))
  const { text } = await parsePlanFile(await planDocument(zhongxianPlan), 'plan.docx')
  const names = [
    zhongxianPlan.title,
    '公民具备科学素质的比例',
    ...zhongxianPlan.categories.flatMap(({ tasks }) =>
      tasks.flatMap(({ title, measures }) => [title, ...measures.map((measure) => measure.title)]),
    ),
  ].sort((a, b) => b.length - a.length)
  const sentences = names.reduce((rest, name) => rest.replaceAll(name, '|'), text.slice(0, text.lastIndexOf('附件')))
  const copied = sentences
    .split('|')
    .map(chineseOf)
    .flatMap((part) =>
      Array.from({ length: Math.max(0, part.length - LONGEST) }, (_, i) => part.slice(i, i + LONGEST + 1)),
    )
    .filter((run) => theirs.includes(run))
  expect(copied).toEqual([])
})

const chineseOf = (text: string) => text.replaceAll(/[^\p{Script=Han}]/gu, '')

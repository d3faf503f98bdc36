import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAnnualTasks, issueYearPlan, openYearPlan, showPlan, showYear } from '../../server/src/modules/plan/index.ts'
import { systemActor } from '../../server/src/platform/actor.ts'
import { execute } from '../../server/src/platform/command.ts'
import { answer } from '../../server/src/platform/query.ts'
import {
  accessibilityProblems,
  chromiumPath,
  DESKTOP,
  launch,
  overflow,
  PHONE,
  signIn,
  tellWithoutChromium,
} from './browser.ts'
import { COUNTY, openWorld, type World } from './world.ts'

tellWithoutChromium('the appraisal and the start pages')
describe.runIf(chromiumPath !== null)('an appraisal in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let fang: Page
  const failures: string[] = []

  const enter = async (username: string, name: string, role: Parameters<World['account']>[2], unit?: string) => {
    const context = await browser.newContext({ viewport: DESKTOP })
    context.on('weberror', (failure) => failures.push(failure.error().message))
    return signIn(context, world.url, await world.account(username, name, role, unit))
  }

  beforeAll(async () => {
    world = await openWorld()
    await issueYear(world)
    browser = await launch()
    bao = await enter('bao', '鲍某', 'coordinator')
    fang = await enter('fang', '方某', 'officer', '县教育局')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** Axe and the width of the page, at desk and phone; loaded afresh, so that nothing is just fading away. */
  async function looksRight(page: Page, what: string) {
    await page.reload({ waitUntil: 'networkidle' })
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size)
      await page.mouse.move(0, 0)
      await page.waitForLoadState('networkidle')
      expect.soft(await accessibilityProblems(page), `${what} at ${size.width}`).toEqual([])
      expect.soft(await overflow(page), `${what} at ${size.width}`).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize(DESKTOP)
  }

  test('each role starts the day with its own page', async () => {
    await bao.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    expect(await bao.getByRole('heading', { level: 1 }).textContent()).toContain('今天')
    expect(await bao.getByRole('heading', { name: '红灯事项' }).count()).toBe(1)
    expect(await bao.getByRole('link', { name: /开展讲座：三月/ }).count()).toBe(1)
    await looksRight(bao, 'coordinator')
    await fang.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    expect(await fang.getByText('《2024年工作计划》已下达').count()).toBe(1)
    await looksRight(fang, 'officer')
    const others = [
      ['deng', 'township', '东岭镇', '进展报告'],
      ['xie', 'village', '东岭镇幸福村', '最近登记的工作'],
      ['feng', 'leader', undefined, '目标与监测值'],
      ['cai', 'auditor', undefined, '已封存的内容'],
    ] as const
    for (const [username, role, unit, heading] of others) {
      const page = await enter(username, '某人', role, unit)
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('heading', { name: heading }).count(), role).toBe(1)
      await looksRight(page, role)
      await page.context().close()
    }
  }, 240_000)

  test('a scheme with a wrong sum is shown where it is wrong, and published when mended', async () => {
    await bao.goto(`${world.url}/desk/appraisals`, { waitUntil: 'networkidle' })
    await looksRight(bao, 'appraisals')
    await bao.getByRole('button', { name: '编制考核办法' }).click()
    await bao.getByLabel('名称', { exact: true }).fill('科学素质工作考核办法')
    await bao.getByRole('combobox', { name: '起点' }).click()
    await bao.locator('.ant-select-item-option', { hasText: '空白' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('总分写明 100 分').count()).toBeGreaterThan(0)
    expect(await bao.getByRole('button', { name: '发布' }).isDisabled()).toBe(true)

    await bao.getByRole('button', { name: '增加项目' }).click()
    await bao.getByLabel('项目', { exact: true }).fill('公众号转发量')
    await bao.getByLabel('分值', { exact: true }).fill('90')
    await expect.poll(() => bao.locator('.refused').textContent()).toContain('不得作为考核依据')
    await bao.getByRole('button', { name: '保存' }).click()
    await expect
      .poll(() => bao.getByRole('alert').allTextContents())
      .toEqual(expect.arrayContaining([expect.stringContaining('国办函〔2026〕12号')]))
    await bao.getByLabel('项目', { exact: true }).fill('责任落实')
    await expect.poll(() => bao.getByText('合计 90 / 100 分').count()).toBeGreaterThan(0)
    await bao.getByLabel('分值', { exact: true }).fill('100')
    await expect.poll(() => bao.getByText('分值相符，可以发布').count()).toBe(1)
    await bao.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => bao.getByRole('button', { name: '发布' }).isEnabled()).toBe(true)
    await bao.getByRole('button', { name: '发布' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('第 1 版').count()).toBeGreaterThan(0)
    await looksRight(bao, 'scheme')
  }, 120_000)

  test('computed, scored, shown, objected, answered, released: frozen', async () => {
    await bao.goto(`${world.url}/desk/appraisals`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '开展考核' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await bao.getByRole('button', { name: '计算评分表' }).click()
    await expect.poll(() => bao.getByText('1 项尚不能算').count()).toBe(1)
    const address = bao.url()

    await bao.getByRole('link', { name: '人工评分' }).click()
    await bao.waitForURL('**/entries')
    await looksRight(bao, 'entries')
    await bao.getByLabel('县教育局 得分').fill('80')
    await bao.getByLabel('统一理由').fill('按会议纪要核实')
    await bao.getByRole('button', { name: '保存 1 项' }).click()
    await expect.poll(() => bao.getByText('已保存 1 项').count()).toBeGreaterThan(0)
    await bao.goto(address, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '公示给各单位' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('异议期到').count()).toBe(1)
    await looksRight(bao, 'appraisal')

    await fang.goto(`${world.url}/desk`, { waitUntil: 'networkidle' })
    await fang
      .getByRole('row', { name: /本单位评分表已出/ })
      .getByRole('link', { name: '查看' })
      .click()
    await fang.waitForURL('**/sheets/**')
    await looksRight(fang, 'sheet')
    await fang.getByRole('button', { name: '提出异议 责任落实' }).click()
    await fang.getByLabel('异议理由').fill('六月已专题研究')
    await fang.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => fang.getByText('待答复').count()).toBeGreaterThan(0)

    await bao.goto(`${address}/objections`, { waitUntil: 'networkidle' })
    await looksRight(bao, 'objections')
    await bao.getByRole('button', { name: '采纳', exact: true }).click()
    await bao.getByLabel('改后的得分').fill('95')
    await bao.getByLabel('答复理由').fill('已核对纪要')
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('没有异议。').count()).toBe(1)

    await fang.reload({ waitUntil: 'networkidle' })
    expect(await fang.getByText('改为 95 分').count()).toBe(1)
    await fang.getByRole('button', { name: '确认无异议' }).click()
    await expect.poll(() => fang.getByText('确认无异议').count()).toBeGreaterThan(0)

    await bao.goto(address, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '发布并封存' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('SHA-256').count()).toBe(1)
    await bao.getByRole('button', { name: '校验' }).click()
    await expect.poll(() => bao.getByText('校验通过').count()).toBe(1)
    expect(await bao.getByRole('button', { name: '重新计算' }).count()).toBe(0)
    await looksRight(bao, 'released')
  }, 180_000)

  test('no screen threw', () => {
    expect(failures).toEqual([])
  })
})

/** A year that one office leads, with a node that is late. */
async function issueYear({ app: { kernel } }: World): Promise<void> {
  const actor = systemActor(COUNTY, 'e2e')
  const call = { actor, idempotencyKey: null }
  const plan = await answer(kernel, showPlan, { actor, county: COUNTY, input: { planId: 'current' } })
  const units = plan.tasks.flatMap(({ lead, responsible }) => [...lead, ...responsible])
  const unitId = units.find(({ name }) => name === '县教育局')?.unitId
  const [task] = plan.tasks
  if (!unitId || !task) throw new Error('the plan of the journeys has no 县教育局')
  const { id } = await execute(kernel, openYearPlan, { ...call, input: { year: 2024, title: '2024年工作计划' } })
  const { header } = await answer(kernel, showYear, { actor, county: COUNTY, input: { yearPlanId: id } })
  const tasks = [
    {
      taskId: task.id,
      title: '开展讲座',
      target: null,
      startsOn: '2024-01-01',
      dueOn: '2024-12-31',
      duties: [{ unitId, role: 'lead' as const }],
      nodes: [{ title: '三月', dueOn: '2024-03-29', quantity: null }],
    },
  ]
  await execute(kernel, addAnnualTasks, {
    ...call,
    input: { yearPlanId: id, version: header.version, tasks: tasks.map((one) => ({ task: one })) },
  })
  const { header: filled } = await answer(kernel, showYear, { actor, county: COUNTY, input: { yearPlanId: id } })
  await execute(kernel, issueYearPlan, { ...call, input: { yearPlanId: id, version: filled.version } })
}

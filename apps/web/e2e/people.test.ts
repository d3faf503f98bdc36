import { PersonView } from '@kepu/contract/people'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

tellWithoutChromium('people')
describe.runIf(chromiumPath !== null)('people in Chromium', () => {
  let world: World
  let browser: Browser
  let bao: Page
  let context: BrowserContext
  const failures: string[] = []

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch()
    context = await browser.newContext({ viewport: DESKTOP })
    context.on('weberror', (failure) => failures.push(failure.error().message))
    bao = await signIn(context, world.url, await world.account('bao', '鲍某', 'coordinator'))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** A command of the API in the browser's own session. */
  async function post(path: string, body: object): Promise<{ id: string }> {
    const answer = await context.request.post(`${world.url}/api/v1${path}`, {
      data: body,
      headers: { 'idempotency-key': `${Date.now()} ${Math.random()}`, origin: world.url },
    })
    expect(answer.status(), path).toBe(201)
    return answer.json()
  }

  async function unitId(): Promise<string> {
    const answer = await context.request.get(`${world.url}/api/v1/units?text=${encodeURIComponent('县科协')}`)
    const { items } = (await answer.json()) as { items: { id: string }[] }
    return items[0]?.id ?? ''
  }

  /** A public page without faults for axe and without sideways scroll on a phone. */
  async function sound(path: string): Promise<void> {
    const phone = await browser.newContext({ viewport: PHONE })
    const page = await phone.newPage()
    await page.goto(`${world.url}${path}`)
    expect(await accessibilityProblems(page), path).toEqual([])
    expect(await overflow(page), path).toBeLessThanOrEqual(0)
    await phone.close()
  }

  let personId = ''
  let certificateId = ''
  let teamId = ''

  test('a person is registered; a look at the telephone needs a purpose and is listed', async () => {
    await bao.goto(`${world.url}/desk/people/new`, { waitUntil: 'networkidle' })
    await bao.getByLabel('姓名', { exact: true }).fill('欧阳演示')
    await bao.getByLabel('类别', { exact: true }).click()
    await bao.getByTitle('专家', { exact: true }).click()
    await bao.keyboard.press('Escape')
    await bao.getByLabel('联系电话（选填）').fill('10000000001')
    await bao.getByRole('button', { name: '保存' }).click()
    await expect.poll(() => bao.getByRole('heading', { level: 1 }).textContent()).toBe('欧阳演示')
    expect(await bao.getByText('100****0001').count()).toBe(1)
    personId = new URL(bao.url()).pathname.split('/').at(-1) ?? ''

    await bao.getByRole('button', { name: '查看电话' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('请填写').count()).toBe(1)
    await bao.getByLabel('事由').click()
    await bao.getByTitle('联系安排服务').click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('10000000001').count()).toBe(1)
    await bao.keyboard.press('Escape')
    await expect.poll(() => bao.getByRole('cell', { name: '联系安排服务' }).count()).toBe(1)
  }, 60_000)

  test('two records of one person are compared, merged and taken apart again', async () => {
    const person = { name: '欧阳演示', kinds: ['lecturer'], unitId: await unitId(), position: '讲师' }
    await post('/people', { person, phone: '10000000001', notDuplicate: true })
    await bao.goto(`${world.url}/desk/people/duplicates`, { waitUntil: 'networkidle' })
    await bao.getByRole('link', { name: '比对' }).click()
    await bao.getByRole('button', { name: '合并为一人' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByRole('button', { name: '撤销合并' }).count()).toBe(1)
    await bao.getByRole('button', { name: '撤销合并' }).click()
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('已撤销').count()).toBe(1)
  }, 60_000)

  test('what was done is certified, and anybody verifies it without script, the name masked', async () => {
    const organiserId = await unitId()
    const service = { title: '科普讲座', kind: 'lecture', servedOn: '2024-06-01', hours: 2, regionCode: `${COUNTY}100` }
    await post('/service-records', { ...service, organiserId, personIds: [personId], hostName: '赵某' })
    const team = { name: '东岭服务队', unitId: organiserId, topics: ['crops'], regionCode: `${COUNTY}100` }
    const made = { team: { ...team, radiusKm: 20, weeklyVisits: 2, memberIds: [personId] } }
    teamId = (await post('/teams', made)).id
    await bao.goto(`${world.url}/desk/people/${personId}`, { waitUntil: 'networkidle' })
    const period = { unitId: organiserId, from: '2024-01-01', to: '2024-11-20' }
    certificateId = (await post(`/people/${personId}/certificates`, period)).id
    await bao.goto(`${world.url}/desk/certificates/${certificateId}`, { waitUntil: 'networkidle' })
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await bao.textContent('h1')) ?? '')?.[0] ?? ''
    expect(await bao.getByText('欧阳演示于 2024-01-01').count()).toBe(1)

    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
    const page = await plain.newPage()
    await page.goto(`${world.url}/${COUNTY}/verify`)
    await page.getByLabel('证书编号').fill(code)
    await page.getByRole('button', { name: '核验' }).click()
    const text = (await page.textContent('main')) ?? ''
    expect(text).toContain('有效')
    expect(text).toContain('欧***')
    expect(text).not.toContain('欧阳演示')
    await plain.close()
    await sound(`/${COUNTY}/verify?code=${code}`)
  }, 60_000)

  test('a person without an account sees the own record by a link and asks for a correction, without script', async () => {
    const { path } = (await post(`/people/${personId}/links`, {})) as unknown as { path: string }
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
    const page = await plain.newPage()
    await page.goto(`${world.url}${path}`)
    expect(await page.getByText('10000000001').count()).toBe(1)
    expect(await page.getByText('联系安排服务').count()).toBe(1)
    await sound(path)
    await page.getByLabel('职务职称').fill('高级讲师')
    await page.getByRole('button', { name: '提交更正申请' }).click()
    expect(await page.getByText('更正申请已提交').count()).toBe(1)
    await plain.close()

    await bao.goto(`${world.url}/desk/people/corrections`, { waitUntil: 'networkidle' })
    await bao.getByRole('button', { name: '采纳', exact: true }).click()
    await bao.getByLabel('理由').fill('已核对证书')
    await bao.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => bao.getByText('没有待处理的申请').count()).toBe(1)
    const answer = await context.request.get(`${world.url}/api/v1/people/${personId}`)
    expect(PersonView.parse(await answer.json()).position).toBe('高级讲师')
  }, 60_000)

  test('axe finds nothing on any screen, at desk and phone width', async () => {
    const screens = [
      '/people',
      '/people/new',
      '/people/import',
      '/people/duplicates',
      '/people/corrections',
      `/people/${personId}`,
      `/people/${personId}/edit`,
      `/people/${personId}/dossier`,
      '/teams',
      '/teams/new',
      `/teams/${teamId}`,
      '/records',
      '/records/new',
      `/certificates/${certificateId}`,
    ]
    for (const screen of screens) {
      for (const size of [DESKTOP, PHONE]) {
        await bao.setViewportSize(size)
        await bao.goto(`${world.url}/desk${screen}`, { waitUntil: 'networkidle' })
        expect.soft(await accessibilityProblems(bao), `/desk${screen} at ${size.width}`).toEqual([])
        expect.soft(await overflow(bao), `/desk${screen} at ${size.width}`).toBeLessThanOrEqual(0)
      }
    }
    expect(failures).toEqual([])
  }, 240_000)
})

import { get } from 'node:http'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accessibilityProblems,
  chromiumPath,
  DESKTOP,
  launch,
  overflow,
  PHONE,
  tellWithoutChromium,
} from './browser.ts'
import { COUNTY, openWorld, type World } from './world.ts'

const LIMIT = 40_000
const home = `/${COUNTY}`

let world: World
/** Addresses of every kind of public page. */
let addresses: Map<string, string>

beforeAll(async () => {
  world = await openWorld()
  const html = await (await fetch(`${world.url}${home}/plan`)).text()
  const first = (pattern: RegExp) => pattern.exec(html)?.[0] ?? expect.fail(`no ${pattern} on the plan's page`)
  addresses = new Map([
    ['home', home],
    ['plan', `${home}/plan`],
    ['task', first(/\/\d{6}\/plan\/tasks\/[0-9a-f-]{36}/)],
    ['matrix', `${home}/plan/matrix`],
    ['text', `${home}/plan/text`],
    ['figures', `${home}/figures`],
    ['figure', first(/\/\d{6}\/figures\/[0-9a-f-]{36}/)],
    ['unit', first(/\/\d{6}\/units\/[0-9a-f-]{36}/)],
    ['sign-in', '/sign-in'],
    ['missing page', `${home}/nothing/here`],
  ])
}, 120_000)
afterAll(() => world?.close())

/** Bytes on the wire and the text. */
function transfer(address: string, headers: Record<string, string>): Promise<{ bytes: number; status: number }> {
  return new Promise((resolve, reject) => {
    get(`${world.url}${address}`, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength
      })
      response.on('end', () => resolve({ bytes, status: response.statusCode ?? 0 }))
    }).on('error', reject)
  })
}

test('a public page is at most 40 KB with its style sheet, and sends no script', async () => {
  for (const [name, address] of addresses) {
    const html = await (await fetch(`${world.url}${address}`)).text()
    expect(html, name).not.toContain('<script')
    const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? expect.fail(`${name} has no style sheet`)
    const accepting = { 'accept-encoding': 'gzip' }
    const page = await transfer(address, accepting)
    const css = await transfer(sheet, accepting)
    expect(page.bytes + css.bytes, name).toBeLessThan(LIMIT)
  }
})

test('nothing on a public page comes from elsewhere', async () => {
  for (const [name, address] of addresses) {
    const response = await fetch(`${world.url}${address}`)
    expect(response.headers.get('content-security-policy'), name).toContain("default-src 'self'")
    expect(await response.text(), name).not.toMatch(/(src|href)="https?:\/\/(?!127\.0\.0\.1)/)
  }
})

test('a missing page, a missing county and a missing figure are 404', async () => {
  for (const address of ['/nothing', '/123456', `${home}/figures/${crypto.randomUUID()}`, `${home}/nothing/here`]) {
    expect((await fetch(`${world.url}${address}`)).status, address).toBe(404)
  }
})

test('the language and large type are kept without script, and lead back only to this site', async () => {
  const answer = await fetch(`${world.url}/preferences?lang=en&elder=1&back=%2F${COUNTY}%2Fplan`, {
    redirect: 'manual',
  })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe(`${home}/plan`)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const html = await (await fetch(`${world.url}${home}/plan`, { headers: { cookie } })).text()
  expect(html).toContain('<html lang="en" class="elder">')
  expect(html).toContain('Goals and figures')

  for (const elsewhere of ['https://example.org/', '//example.org/', '/\\example.org']) {
    const led = await fetch(`${world.url}/preferences?lang=en&back=${encodeURIComponent(elsewhere)}`, {
      redirect: 'manual',
    })
    expect(led.headers.get('location')).toBe('/')
  }
})

test('the demonstration note stands on every page of the county', async () => {
  for (const name of ['home', 'plan', 'task', 'matrix', 'text', 'figures', 'figure', 'unit']) {
    const html = await (await fetch(`${world.url}${addresses.get(name)}`)).text()
    expect(html, name).toContain('演示数据')
    expect(html, name).toContain('2024年11月20日')
  }
})

tellWithoutChromium('the public portal')
describe.runIf(chromiumPath !== null)('in Chromium without JavaScript', () => {
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    browser = await launch()
    context = await browser.newContext({ javaScriptEnabled: false })
  })
  afterAll(() => browser?.close())

  test('axe finds nothing, at desk and phone width, and no page scrolls sideways at 320', async () => {
    // axe itself is a script: the same pages with scripts allowed, which they don't have.
    const scripted = await browser.newContext()
    for (const [name, address] of addresses) {
      const page = await scripted.newPage()
      for (const size of [DESKTOP, PHONE]) {
        await page.setViewportSize(size)
        await page.goto(`${world.url}${address}`)
        expect(await accessibilityProblems(page), `${name} at ${size.width}`).toEqual([])
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await overflow(page), `${name} at 320`).toBeLessThanOrEqual(0)
      await page.close()
    }
    await scripted.close()
  }, 120_000)

  test('large type fits a phone too', async () => {
    const page = await context.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(`${world.url}/preferences?elder=1&back=${home}`)
    const scripted = await browser.newContext({ viewport: PHONE, storageState: await context.storageState() })
    const measured = await scripted.newPage()
    for (const [name, address] of addresses) {
      await measured.goto(`${world.url}${address}`)
      expect(await overflow(measured), name).toBeLessThanOrEqual(0)
    }
    await scripted.close()
    await context.clearCookies()
  })

  test('from the front page to a sentence of the plan and back', async () => {
    const page = await context.newPage()
    await page.goto(world.url)
    expect(page.url()).toContain(home)
    await page.getByRole('link', { name: /青少年科学素质提升行动/ }).click()
    await page.getByRole('link', { name: '在原文中查看' }).first().click()
    expect(page.url()).toMatch(/\/plan\/text#s\d+$/)
    const words = page.locator(':target')
    await expect.poll(() => words.count()).toBe(1)
    await page
      .getByRole('link', { name: /科学家故事进课堂/ })
      .first()
      .click()
    expect(page.url()).toMatch(/\/plan\/tasks\/[0-9a-f-]+#m/)
  })

  test('a body’s own page tells what it leads', async () => {
    const page = await context.newPage()
    await page.goto(`${world.url}${home}/plan/matrix`)
    await page.getByRole('link', { name: '县科协' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('县科协')
    expect(await page.getByText('牵头 2 项，参与 2 项').count()).toBe(1)
  })

  test('a wrong password is said clearly and keeps the user name', async () => {
    const page = await context.newPage()
    await page.goto(`${world.url}/desk`)
    await page.getByLabel('用户名').fill('nobody')
    await page.getByLabel('密码').fill('not the password')
    await page.getByRole('button', { name: '登录' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('用户名或密码不对')
    expect(await page.getByLabel('用户名').inputValue()).toBe('nobody')
  })
})

import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Account } from './world.ts'

const candidates = [
  process.env['KEPU_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The system's Chromium, or null when there is none. */
export const chromiumPath = candidates.find((path) => path !== undefined && existsSync(path)) ?? null

/** Says so when a file of journeys can't run here. */
export function tellWithoutChromium(what: string): void {
  if (chromiumPath !== null) return
  test(`NO CHROMIUM on this machine: ${what} was not tried in a browser`, () => {
    console.warn(`${what}: no Chromium found (set KEPU_CHROMIUM)`)
    expect(chromiumPath).toBeNull()
  })
}

export function launch(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('no Chromium on this machine')
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
}

export const DESKTOP = { width: 1280, height: 900 }
export const PHONE = { width: 360, height: 740 }

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds against WCAG 2.2 AA, one line each; empty when nothing. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // The page's own rules forbid foreign scripts: axe runs in the debugger's world, which they don't bind.
  await page.evaluate(axe.source)
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then((found) => found.violations)`,
  )) as Violation[]
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.slice(0, 200) ?? ''}`),
  )
}

/** How many pixels the page is wider than the window: a reader on a phone would have to scroll sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** Signs in by the form. */
export async function signIn(context: BrowserContext, url: string, account: Account): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/desk`)
  await page.getByLabel('用户名').fill(account.username)
  await page.getByLabel('密码').fill(account.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL('**/desk')
  return page
}

import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makeFolder } from '../support/home.ts'
import { killTest } from './kill.ts'

/** The short variant; `node tools/kill-test.mjs` kills 200 times. */
test('server and database killed under write load: every acknowledged write is there exactly once, nothing is half-written', async () => {
  const home = await makeFolder()
  const { kills, load, findings } = await killTest({ home, kills: 8, people: 4, seed: 20241120, tell: () => {} })
  await rm(home, { recursive: true, force: true })

  expect(Object.values(kills).reduce((sum, one) => sum + one, 0)).toBe(8)
  expect(load.acknowledged.length).toBeGreaterThan(20)
  expect(load.repeated).toBeGreaterThan(0)
  for (const [what, cases] of Object.entries(findings)) expect(cases, what).toBe(0)
}, 180_000)

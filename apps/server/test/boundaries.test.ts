import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const ROOT = resolve(import.meta.dirname, '../../..')
const CONFIG = join(ROOT, '.dependency-cruiser.mjs')
const Configuration = z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) })
const loaded: { default: unknown } = await import(pathToFileURL(CONFIG).href)
const { forbidden } = Configuration.parse(loaded.default)

/** For each rule of the boundaries one file that breaks it, and what it imports. */
const BREACHES: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'no-cycle': ['apps/server/src/platform/about.ts', './round.ts'],
  'numerics-are-pure': ['packages/irt/src/pure.ts', 'node:fs'],
  'numerics-import-only-stdlib': ['packages/irt/src/only.ts', 'zod'],
  'numeric-is-the-bottom': ['packages/numeric/src/bottom.ts', '../../irt/src/leaf.ts'],
  'survey-stats-and-irt-apart': ['packages/survey-stats/src/apart.ts', '../../irt/src/leaf.ts'],
  'contract-knows-only-zod': ['packages/contract/src/knows.ts', '../../../apps/server/src/platform/leaf.ts'],
  'web-never-imports-server': ['apps/web/app/lib/server.ts', '../../../server/src/platform/leaf.ts'],
  'server-never-imports-web': ['apps/server/src/web.ts', '../../web/app/lib/leaf.ts'],
  'platform-knows-no-module': ['apps/server/src/platform/knows.ts', '../modules/a/index.ts'],
  'modules-by-the-front-door': ['apps/server/src/modules/b/door.ts', '../a/store.ts'],
  'programs-by-the-front-door': ['apps/server/src/program.ts', './modules/a/store.ts'],
  'rules-are-pure': ['apps/server/src/modules/a/rules/pure.ts', '../../../platform/leaf.ts'],
  'features-apart': ['apps/web/app/features/x/apart.ts', '../y/leaf.ts'],
  'ui-and-lib-know-no-feature': ['apps/web/app/ui/knows.ts', '../features/y/leaf.ts'],
  'portal-sends-no-script': ['apps/web/app/features/x/public/script.ts', 'antd'],
  'nothing-unresolved': ['apps/server/src/unresolved.ts', 'a-package-that-nobody-has'],
}

const LEAVES = [
  'packages/irt/src/leaf.ts',
  'apps/server/src/platform/leaf.ts',
  'apps/server/src/modules/a/index.ts',
  'apps/server/src/modules/a/store.ts',
  'apps/web/app/lib/leaf.ts',
  'apps/web/app/features/y/leaf.ts',
]

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

let tree = ''

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'kepu-boundaries-'))
  for (const leaf of LEAVES) write(leaf, 'export const leaf = 1\n')
  for (const [file, imports] of Object.values(BREACHES)) write(file, `import '${imports}'\n`)
  write('apps/server/src/platform/round.ts', "import './about.ts'\n")
  for (const name of ['zod', 'antd']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = 1\n')
  }
  write('package.json', JSON.stringify({ name: 'breaches', dependencies: { zod: '1', antd: '1' } }))
})

afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('every rule about imports has a breach here', () => {
  expect(forbidden.map(({ name }) => name)).toEqual(Object.keys(BREACHES))
})

test('every rule says what to do instead', () => {
  for (const { name, comment } of forbidden) expect(comment.length, name).toBeGreaterThan(10)
})

test('every breach is found, by its rule, in its file', () => {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [cruiser, '--config', CONFIG, '--output-type', 'json', 'apps', 'packages']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1e8 })
  expect(stdout.slice(0, 1), stderr).toBe('{')
  const { violations } = Report.parse(JSON.parse(stdout)).summary
  const found = new Set(violations.map(({ from, rule }) => `${rule.name}: ${from}`))
  for (const [rule, [file]] of Object.entries(BREACHES)) expect([...found], rule).toContain(`${rule}: ${file}`)
})

import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const CONTRACT = join(ROOT, 'packages/contract/src')
const MODULES = join(ROOT, 'apps/server/src/modules')

interface Entry {
  readonly chinese: string
  readonly identifier: string
}

/** Rows of the tables: 中文 | `identifier` | meaning. */
function entriesOf(markdown: string): Entry[] {
  return [...markdown.matchAll(/^\| ([^|`]+) \| `([^`]+)` \|/gm)].map(([, chinese = '', identifier = '']) => ({
    chinese,
    identifier,
  }))
}

const entries = entriesOf(readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8'))
const known = new Set(entries.map(({ identifier }) => identifier))

/** Closed lists of the contract: every exported array of words, as `list.word`. */
async function closedLists(): Promise<Set<string>> {
  const words = new Set<string>()
  for (const file of globSync('*.ts', { cwd: CONTRACT })) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(CONTRACT, file)).href)
    for (const [name, value] of Object.entries(exported))
      if (Array.isArray(value)) for (const word of value) words.add(`${name}.${word}`)
  }
  return words
}

/** Nouns: what the contract shows (`…View`) and what the modules keep in types.ts. */
function nouns(): Set<string> {
  const shown = globSync('*.ts', { cwd: CONTRACT }).flatMap((file) =>
    [...readFileSync(join(CONTRACT, file), 'utf8').matchAll(/^export const (\w+)View =/gm)].map(
      ([, noun = '']) => noun,
    ),
  )
  const kept = globSync('**/types.ts', { cwd: MODULES }).flatMap((file) =>
    [...readFileSync(join(MODULES, file), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)].map(
      ([, noun = '']) => noun,
    ),
  )
  return new Set([...shown, ...kept])
}

const missing = (wanted: Iterable<string>, from: ReadonlySet<string>) => [...wanted].filter((one) => !from.has(one))

describe('the glossary', () => {
  test('has every module', () => {
    const modules = readdirSync(MODULES, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [one.name] : [],
    )
    expect(missing(modules, known)).toEqual([])
  })

  test('has every noun', () => {
    expect(nouns().size).toBeGreaterThan(20)
    expect(missing(nouns(), known)).toEqual([])
  })

  test('has every value of every closed list, and none that is gone', async () => {
    const lists = await closedLists()
    expect(lists.size).toBeGreaterThan(50)
    expect(missing(lists, known)).toEqual([])
    expect(
      missing(
        [...known].filter((one) => one.includes('.')),
        lists,
      ),
    ).toEqual([])
  })

  test('says each identifier once, in Chinese', () => {
    const names = entries.map(({ identifier }) => identifier)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    for (const { chinese, identifier } of entries) expect(chinese, identifier).toMatch(/\p{Script=Han}/u)
  })

  test('is found wanting when a word is missing', () => {
    const text = '| 青少年 | `audiences.youth` | |\n| farmers | `audiences.farmers` | |\n'
    expect(entriesOf(text)).toHaveLength(2)
    expect(
      missing(['audiences.youth', 'audiences.workers'], new Set(entriesOf(text).map((one) => one.identifier))),
    ).toEqual(['audiences.workers'])
  })
})

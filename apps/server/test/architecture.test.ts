import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const MODULES = join(ROOT, 'apps/server/src/modules')
const read = (path: string) => readFileSync(path, 'utf8')
const graph: Readonly<Record<string, readonly string[]>> = JSON.parse(read(join(MODULES, 'graph.json')))
const modules = readdirSync(MODULES, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)

/** Sources of the repository, without what is made by programs. */
function sources(pattern: string): string[] {
  return globSync(pattern, {
    cwd: ROOT,
    exclude: (path) => /node_modules|\/build\/|\.gen\.ts$|\.react-router/.test(path),
  })
}

/** Modules that a module's files import, found in the text. */
function importsOf(module: string): Set<string> {
  const files = globSync('**/*.ts', { cwd: join(MODULES, module) }).filter((file) => !file.endsWith('.test.ts'))
  const found = files.flatMap((file) => {
    const from = dirname(join(MODULES, module, file))
    return [...read(join(MODULES, module, file)).matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
      relative(MODULES, resolve(from, path)),
    )
  })
  const others = found.flatMap((path) => (path.startsWith('..') ? [] : [path.split('/')[0] ?? '']))
  return new Set(others.filter((name) => name !== module))
}

describe('modules', () => {
  test('import each other exactly along the edges of graph.json', () => {
    expect(Object.keys(graph).sort()).toEqual(modules.sort())
    for (const module of modules)
      expect([...importsOf(module)].sort(), module).toEqual([...(graph[module] ?? [])].sort())
  })

  test('the edges make no circle', () => {
    const settled = new Set<string>()
    const visit = (name: string, above: readonly string[]) => {
      expect(above, `circle through ${name}`).not.toContain(name)
      if (settled.has(name)) return
      for (const next of graph[name] ?? []) visit(next, [...above, name])
      settled.add(name)
    }
    for (const module of modules) visit(module, [])
  })

  test("SQL in a module names its own schema, and organization's and identity's for reading", () => {
    const schemas = modules.join('|')
    const naming = new RegExp(`(?<![\\w.@/'-])(${schemas})\\.(?!ts\\b)[a-z_]+`, 'g')
    const writing = new RegExp(
      `(?:insertInto|updateTable|deleteFrom)\\('(${schemas})\\.|(?:insert into|update|delete from) (${schemas})\\.`,
      'g',
    )
    for (const file of globSync('**/*.ts', { cwd: MODULES }).filter((path) => !path.endsWith('.test.ts'))) {
      const [own = ''] = file.split('/')
      const text = read(join(MODULES, file))
      const sql = [
        ...text.matchAll(
          /(?:sql(?:<[^`]*>)?`[^`]*`|(?:selectFrom|insertInto|updateTable|deleteFrom|[a-z]+Join)\('[^']+')/g,
        ),
      ].map(([match]) => match)
      const named = sql.flatMap((statement) =>
        [...statement.replaceAll(/Join\('|From\('|Into\('|Table\('/g, ' ').matchAll(naming)].map(
          ([, schema]) => schema,
        ),
      )
      expect(
        named.filter((schema) => schema !== own && schema !== 'organization' && schema !== 'identity'),
        file,
      ).toEqual([])
      const written = [...text.matchAll(writing)].map(([, a, b]) => a ?? b)
      expect(
        written.filter((schema) => schema !== own),
        file,
      ).toEqual([])
    }
  })

  test('each has rights named as its own, and half a page about itself', () => {
    for (const module of modules) {
      const readme = read(join(MODULES, module, 'README.md'))
      expect(readme.split('\n').length, `${module}/README.md`).toBeLessThan(80)
      const rights = globSync('**/rights.ts', { cwd: join(MODULES, module) })
      for (const file of rights)
        for (const [, name = ''] of read(join(MODULES, module, file)).matchAll(/^ {2}'([^']+)'/gm))
          expect(name.split('.')[0], file).toBe(module)
    }
  })
})

/** Comments may say «any»; an instruction to a checker is no prose. */
function withoutProse(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/|\*|\/\*\*?) (?!biome-ignore|eslint|@ts-|TODO|FIXME).*$/gm, '')
}

describe('files', () => {
  test('hold one idea: 300 lines, tables of data and tests 500', () => {
    const long = sources('{apps,packages,tools}/**/*.{ts,tsx,mjs}').flatMap((file) => {
      const lines = read(join(ROOT, file)).split('\n').length
      const limit = /\.test\.tsx?$|-data\.ts$|messages|\/test\/|\/fixtures\/|\/seed\/plan\//.test(file) ? 500 : 300
      return lines > limit ? [`${file}: ${lines}`] : []
    })
    expect(long).toEqual([])
  })

  test('silence no check and leave nothing for later', () => {
    const silenced =
      /\b(?:it|test|describe)\.(?:skip|only)\(|\b(?:TODO|FIXME)\b|biome-ignore|eslint-disable|@ts-(?:ignore|expect-error|nocheck)|\bas any\b|: any\b/
    const found = sources('{apps,packages,tools}/**/*.{ts,tsx,mjs}').filter(
      (file) =>
        basename(file) !== basename(import.meta.filename) && silenced.test(withoutProse(read(join(ROOT, file)))),
    )
    expect(found).toEqual([])
  })

  test('name no machine and no address of a registry', () => {
    // Put together here so that this file does not find itself.
    const machine = new RegExp(
      `(^|[^A-Za-z0-9_.-])/(${['wo', 'rk'].join('')}/(main|shared|\\.)|${['fa', 'rm'].join('')}/)|https?://(registry|deb|security)\\.`,
    )
    const found = sources('{apps,packages,tools,docs}/**/*.{ts,tsx,mjs,json,md,css,sql}').filter(
      (file) => !/\/seed\/data\//.test(file) && machine.test(read(join(ROOT, file))),
    )
    expect(found).toEqual([])
  })
})

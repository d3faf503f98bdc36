import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const candidates = [
  process.env.KEPU_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The system's Chromium, or null when there is none. */
export const chromiumPath = candidates.find((path) => path !== undefined && existsSync(path)) ?? null

/** The example files of a package, absolute. */
export function exampleFiles(pkg: string): string[] {
  const folder = resolve(root, 'packages', pkg, 'examples')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => resolve(folder, name))
}

/**
 * Bundles a package and its examples as a web page would, and runs every example in Chromium.
 *
 * @returns  each example's encoded result, or `error: …`, by function name; and the names of the functions that the package exports
 * @throws Error when the bundle needs a Node module, or there is no Chromium
 */
export async function runInChromium(pkg: string): Promise<{ exports: string[]; results: Map<string, string> }> {
  if (chromiumPath === null) throw new Error('no Chromium on this machine')
  const script = await bundleForBrowser(pkg)
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    const answer = await page.evaluate('globalThis.runExamples()')
    const parsed: unknown = JSON.parse(String(answer))
    if (!Array.isArray(parsed)) throw new Error('the page gave no list')
    const [names, results]: unknown[] = parsed
    return { exports: strings(names), results: new Map(pairs(results)) }
  } finally {
    await browser.close()
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function pairs(value: unknown): [string, string][] {
  return Array.isArray(value) ? value.map((pair) => [String(pair[0]), String(pair[1])]) : []
}

/** The script of a page that holds the whole package and its examples; esbuild refuses what a browser does not have. */
export async function bundleForBrowser(pkg: string): Promise<string> {
  const files = exampleFiles(pkg)
  const source = [
    `import * as api from ${JSON.stringify(resolve(root, 'packages', pkg, 'src/index.ts'))}`,
    `import { encode } from ${JSON.stringify(resolve(import.meta.dirname, 'encode.ts'))}`,
    ...files.map((file, i) => `import { examples as examples${i} } from ${JSON.stringify(file)}`),
    `const all = Object.assign({}, ${files.map((_, i) => `examples${i}`).join(', ') || '{}'})`,
    "const attempt = (run) => { try { return encode(run()) } catch (error) { return 'error: ' + error } }",
    'globalThis.runExamples = () => JSON.stringify([',
    "  Object.keys(api).filter((name) => typeof api[name] === 'function'),",
    '  Object.entries(all).map(([name, run]) => [name, attempt(run)]),',
    '])',
  ].join('\n')
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, exampleFiles, runInChromium } from './chromium.ts'
import { encode } from './encode.ts'

/** The examples of a package, run by name. @throws Error when a file exports none */
export async function examplesOf(pkg: string): Promise<Map<string, () => unknown>> {
  const found = new Map<string, () => unknown>()
  for (const file of exampleFiles(pkg)) {
    const loaded: unknown = await import(pathToFileURL(file).href)
    for (const [name, run] of exampleEntries(loaded, file)) found.set(name, run)
  }
  return found
}

function exampleEntries(loaded: unknown, file: string): [string, () => unknown][] {
  if (typeof loaded !== 'object' || loaded === null || !('examples' in loaded))
    throw new Error(`${file} exports no examples`)
  const { examples } = loaded
  if (typeof examples !== 'object' || examples === null) throw new Error(`${file}: examples is no object`)
  return Object.entries(examples).map(([name, run]) => {
    if (typeof run !== 'function') throw new Error(`${file}: ${name} is no function`)
    return [name, () => run()]
  })
}

/** Numbers of two encoded results that should agree to rounding: engines of two ages may differ in the last digits of Math.exp and its like. */
function expectSame(browser: string, node: string, name: string): void {
  const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g
  expect(browser.replace(number, '#'), `${name} in Chromium`).toBe(node.replace(number, '#'))
  const ours = node.match(number) ?? []
  const theirs = browser.match(number) ?? []
  ours.forEach((value, i) => {
    const difference = Math.abs(Number(value) - Number(theirs[i]))
    expect(difference, `${name}: Node ${value}, Chromium ${theirs[i]}`).toBeLessThanOrEqual(
      1e-10 * Math.abs(Number(value)) + 1e-14,
    )
  })
}

/** Declares the tests that run each public function of a package in Chromium and compare with Node. */
export function browserSuite(pkg: string): void {
  if (chromiumPath === null) {
    test(`NO CHROMIUM on this machine: ${pkg} was not run in a browser`, () => {
      console.warn(`${pkg}: no Chromium found (set KEPU_CHROMIUM), nothing was run in a browser`)
      expect(chromiumPath).toBeNull()
    })
  }
  describe.runIf(chromiumPath !== null)(`${pkg} in Chromium`, () => {
    let answer: Awaited<ReturnType<typeof runInChromium>>
    beforeAll(async () => {
      answer = await runInChromium(pkg)
    }, 120_000)

    test('every public function has an example, and every example names a public function', async () => {
      const called = [...(await examplesOf(pkg)).keys()].sort()
      expect(called, `write the missing ones in packages/${pkg}/examples`).toEqual([...answer.exports].sort())
    })

    test('every example runs in Chromium and gives what it gives in Node', async () => {
      for (const [name, run] of await examplesOf(pkg)) {
        const node = encode(run())
        expect(answer.results.has(name), `${name} was run`).toBe(true)
        expectSame(answer.results.get(name) ?? '', node, name)
      }
    })
  })
}

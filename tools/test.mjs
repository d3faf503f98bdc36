// `npm test`: from a clean clone, alone, everything that CI runs. Ends with «N passed, N failed».
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, checkNode, install, root } from './prepare.mjs'
import { checks, runStep } from './steps.mjs'

checkNode()
await install()
await buildWeb()

const report = join(root, '.cache', 'vitest.json')
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })
const outcomes = checks.map((step) => runStep(step))
const ran = runStep({
  name: 'tests',
  args: [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
})

const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numFailedTestSuites = 0 } = readReport()
const passed = numPassedTests + outcomes.filter(Boolean).length
// A test file that doesn't load has no failed test, and a crash may leave no report at all.
const broken = ran ? 0 : Math.max(1, numFailedTests, numFailedTestSuites)
const failed = broken + outcomes.filter((ok) => !ok).length
if (numPendingTests > 0) console.log(`\n${numPendingTests} skipped: each says why above`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  }
}

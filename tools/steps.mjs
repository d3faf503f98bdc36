// Runs named programs one after the other and keeps the score.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node24, root } from './prepare.mjs'

const bin = (name, ...path) => join(root, 'node_modules', name, ...path)

/** What «check» means: each step is a program under our own Node. */
export const checks = [
  { name: 'format and lint', args: [bin('@biomejs/biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', args: [bin('typescript', 'bin', 'tsc'), '-b'] },
  {
    name: 'boundaries',
    args: [bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), 'apps', 'packages', 'tools'],
  },
  { name: 'dead code', args: [bin('knip', 'bin', 'knip.js')] },
]

/** @returns {boolean} whether it succeeded */
export function runStep({ name, args, env = {} }) {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const { status } = spawnSync(node24(), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(status === 0 ? `   passed, ${seconds} s` : `   FAILED, ${seconds} s`)
  return status === 0
}

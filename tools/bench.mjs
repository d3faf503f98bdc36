// `npm run bench [names]`: the application's benches, then (without names) the numerical packages beside R.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildWeb, checkNode, install, node24, root } from './prepare.mjs'

checkNode()
await install()
await buildWeb()
const names = process.argv.slice(2)
const run = (...path) => {
  const { status } = spawnSync(node24(), [join(root, ...path), ...names], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
run('apps', 'server', 'bench', 'main.ts')
if (names.length === 0) run('tools', 'bench', 'main.ts')

// `npm run bench [names]`: speed of the application (apps/server/bench), and without names also of the numerical packages.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildWeb, checkNode, install, node24, root } from './prepare.mjs'

checkNode()
install()
buildWeb()
const names = process.argv.slice(2)
const scripts = [join(root, 'apps', 'server', 'bench', 'main.ts')]
if (names.length === 0) scripts.push(join(root, 'tools', 'bench', 'main.ts'))
for (const script of scripts) {
  const { status } = spawnSync(node24(), [script, ...names], { stdio: 'inherit', cwd: root })
  if (status !== 0) process.exit(status ?? 1)
}

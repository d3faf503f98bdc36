// `npm run kepu -- <command>`: the administration program, in the folder where it was called.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, install, node24, root } from './prepare.mjs'

checkNode()
await install()
const { status } = spawnSync(node24(), [join(root, 'apps', 'server', 'src', 'cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? process.cwd(),
})
process.exit(status ?? 1)

// `node tools/kill-test.mjs [kills] [seed]`: kills server and database at random under write load and looks what is lost.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install, node24, root } from './prepare.mjs'

await install()
const script = join(root, 'apps', 'server', 'test', 'kill', 'main.ts')
const { status } = spawnSync(node24(), [script, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)

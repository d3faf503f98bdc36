// `npm run dev`: the server restarts when its sources change; answers are held against the contract.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildWeb, checkNode, install, node24, onStop, root } from './prepare.mjs'

checkNode()
await install()
await buildWeb()
const server = spawn(node24(), ['--watch', join(root, 'apps', 'server', 'src', 'main.ts')], {
  stdio: 'inherit',
  env: { KEPU_DEV: '1', ...process.env },
})
onStop((signal) => signal === 'SIGTERM' && server.kill('SIGTERM'))
server.on('exit', (code) => process.exit(code ?? 0))

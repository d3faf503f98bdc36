// `npm start`: from a clean clone to a running system.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, checkNode, install, node24, onStop, root, stopPreparing } from './prepare.mjs'

checkNode()
let server = null
onStop((signal) => {
  if (!server) stopPreparing(signal)
  else if (signal === 'SIGTERM') server.kill('SIGTERM')
})
try {
  await install()
  if (existsSync(join(root, 'apps', 'web', 'vite.config.ts'))) await buildWeb()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(process.exitCode ?? 1)
}

server = spawn(node24(), [join(root, 'apps', 'server', 'src', 'main.ts')], {
  stdio: 'inherit',
  env: { NODE_ENV: 'production', KEPU_DEMO: process.env.DATABASE_URL ? '0' : '1', ...process.env },
})
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

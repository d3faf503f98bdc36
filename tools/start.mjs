// `npm start`: from a clean clone to a running system.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, checkNode, install, node24, root } from './prepare.mjs'

checkNode()
try {
  install()
  if (existsSync(join(root, 'apps', 'web', 'vite.config.ts'))) buildWeb()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const server = spawn(node24(), [join(root, 'apps', 'server', 'src', 'main.ts')], {
  stdio: 'inherit',
  env: { NODE_ENV: 'production', KEPU_DEMO: process.env.DATABASE_URL ? '0' : '1', ...process.env },
})
// Ctrl-C reaches the whole terminal group, so the server has it already; SIGTERM comes to npm alone and is passed on.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill('SIGTERM'))
process.on('SIGHUP', () => server.kill('SIGTERM'))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

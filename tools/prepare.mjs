// What `npm start` and `npm test` need before TypeScript can run: plain JavaScript for any Node from 20 on.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

/** The pinned Node of the project; it runs the TypeScript sources. */
export const node24 = () => join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

/** Progress goes to stderr: stdout belongs to whatever runs afterwards. */
const tell = (line) => console.error(line)

/** The program that runs now, so that a signal ends it too. */
let running = null

/**
 * Ctrl-C reaches the whole terminal group by itself. SIGTERM comes to npm alone, and npm ends the shell between us without
 * passing it on: then our parent is another one, which counts as the signal.
 */
export function onStop(stop) {
  const parent = process.ppid
  let stopping = false
  const once = (signal) => {
    if (stopping) return
    stopping = true
    stop(signal)
  }
  process.on('SIGINT', () => once('SIGINT'))
  process.on('SIGTERM', () => once('SIGTERM'))
  process.on('SIGHUP', () => once('SIGTERM'))
  setInterval(() => process.ppid !== parent && once('SIGTERM'), 300).unref()
}

/** Ends the preparation: a server that would start afterwards is not wanted any more. */
export function stopPreparing(signal) {
  if (!running) process.exit(130)
  running.stopped = true
  if (signal !== 'SIGINT') running.child.kill(signal)
}

/** Runs a program in the foreground, its output on stderr. Rejects when it fails. */
function run(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['inherit', 2, 2],
      shell: windows && command.endsWith('.cmd'),
    })
    const own = { child, stopped: false }
    running = own
    child.on('error', reject)
    child.on('exit', (status, signal) => {
      running = null
      if (own.stopped) process.exitCode = 130
      if (status === 0 && !own.stopped) resolve()
      else
        reject(
          new Error(own.stopped ? '已停止 stopped' : `${[command, ...args].join(' ')}: ${signal ?? `exit ${status}`}`),
        )
    })
  })
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.filter(existsSync)) {
    for (const file of filesIn(path)) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesIn(join(path, entry.name)))
}

/** Does `make` unless it was done for the same inputs; `stamp` remembers for which. */
async function onceFor(stamp, inputs, make) {
  const wanted = hashOf(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

/** Installs the packages of the lock file, unless they are there. */
export function install() {
  return withLock('install', () => {
    const stamp = join(root, 'node_modules', '.kepu-installed')
    return onceFor(stamp, [join(root, 'package-lock.json')], async () => {
      tell('正在安装依赖，首次约需一分钟…… Installing packages …')
      const npm = process.env.npm_execpath
      // Packages that are there already are mended in place: a server may be running on them.
      const how = existsSync(node24()) ? ['install', '--no-save'] : ['ci']
      const args = [...how, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
      if (npm) await run(process.execPath, [npm, ...args])
      else await run(windows ? 'npm.cmd' : 'npm', args)
      if (!existsSync(node24())) throw new Error('依赖已安装，但缺少 Node 24（npm 包 node）。请检查网络后重试')
    })
  })
}

/** Builds the web app, unless its sources are those of the last build. */
export function buildWeb() {
  const web = join(root, 'apps', 'web')
  const names = ['app', 'server', 'public', 'vite.config.ts', 'react-router.config.ts', 'package.json']
  const inputs = [...names.map((name) => join(web, name)), join(root, 'packages', 'contract', 'src')]
  return withLock('web', () =>
    onceFor(join(web, 'build', '.inputs'), [...inputs, join(root, 'package-lock.json')], async () => {
      tell('正在构建网页…… Building the web app …')
      rmSync(join(web, 'build'), { recursive: true, force: true })
      await run(node24(), [join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], {
        cwd: web,
        env: { ...process.env, NODE_ENV: 'production' },
      })
    }),
  )
}

/** Two terminals at once take turns. A lock whose program has died is taken over. */
async function withLock(name, act) {
  const folder = join(root, '.cache', `${name}.lock`)
  const owner = join(folder, 'pid')
  mkdirSync(dirname(folder), { recursive: true })
  for (let told = false; ; ) {
    try {
      mkdirSync(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isOwned(folder, owner)) rmSync(folder, { recursive: true, force: true })
    else {
      if (!told) tell('另一个窗口正在做同样的准备，等待中…… Another terminal is preparing; waiting …')
      told = true
      await sleep(500)
    }
  }
  try {
    writeFileSync(owner, String(process.pid))
    return await act()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function isOwned(folder, owner) {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    // Made a moment ago, its number not yet written: it's somebody's.
    return error.code === 'ENOENT' && existsSync(folder) && Date.now() - statSync(folder).mtimeMs < 5000
  }
}

/** A wrong Node is named before anything else fails in an odd way. */
export function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return
  tell(`需要 Node 20 或更新版本，现为 ${process.version}。 Node 20 or newer is needed.`)
  process.exit(1)
}

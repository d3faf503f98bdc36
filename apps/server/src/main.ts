import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Config, readConfig } from './config.ts'
import { listen, PortInUse } from './listen.ts'
import { openLog } from './log.ts'
import { HomeInUse, openSystem, type System, type Tell } from './system.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const tell: Tell = (line) => console.log(line)

type Handler = (request: Request) => Promise<Response>

/** What `apps/web/serve.ts` gives: the server knows it by this shape alone, and loads it at run time. */
type CreateWeb = (options: { api: Handler; development: boolean }) => Promise<{ fetch: Handler }>
const WebModule = z.object({ createWeb: z.custom<CreateWeb>((value) => typeof value === 'function') })

async function handlerOf({ app }: System, { web, development }: Config): Promise<Handler> {
  const entry = web && join(web, 'serve.ts')
  if (!entry || !existsSync(entry)) return app.fetch
  const { createWeb } = WebModule.parse(await import(pathToFileURL(entry).href))
  const pages = await createWeb({ api: app.fetch, development })
  return (request) => (new URL(request.url).pathname.startsWith('/api/v1/') ? app.fetch(request) : pages.fetch(request))
}

const addressFile = (home: string) => join(home, 'run', 'server.json')

/** Other programs of this home (`kepu loadtest`, a second `npm start`) find the running server by this note. */
async function noteAddress(home: string, url: string): Promise<void> {
  await mkdir(join(home, 'run'), { recursive: true })
  await writeFile(addressFile(home), `${JSON.stringify({ url, pid: process.pid })}\n`)
}

async function notedAddress(home: string): Promise<string> {
  const text = await readFile(addressFile(home), 'utf8').catch(() => '{}')
  return z.object({ url: z.string() }).safeParse(JSON.parse(text)).data?.url ?? '（地址见先启动的窗口）'
}

async function demonstration({ app }: System, { home }: Config): Promise<void> {
  const { loadDemonstration } = await import('../seed/index.ts')
  const accounts = await loadDemonstration(app, home, tell)
  tell('')
  tell('演示账号（密码由本机首次启动时生成）  Demonstration accounts:')
  for (const { username, password, name, what } of accounts)
    tell(`  ${username.padEnd(14)} ${password}   ${name}，${what}`)
}

async function run(): Promise<void> {
  const startedAt = performance.now()
  const config = readConfig(process.env, ROOT)
  tell('科普 Kepu 正在启动……')
  const system = await openSystem(config, openLog(config), tell, { claim: true, work: true })
  const stop = stopper(system)
  try {
    const handler = await handlerOf(system, config)
    const { host, port, portTries: tries } = config
    // A public address means a gateway in front (docs/operations/install.md).
    const listener = await listen(handler, { host, port, tries, gateway: config.publicUrl !== null })
    stop.also(() => listener.close())
    const url = config.publicUrl ?? `http://localhost:${listener.port}`
    if (listener.port !== config.port && config.port !== 0)
      tell(`端口 ${config.port} 已被其他程序占用，改用 ${listener.port}`)
    await noteAddress(config.home, url)
    stop.also(() => rm(addressFile(config.home), { force: true }))
    if (config.demo) await demonstration(system, config)
    tell('')
    tell(`就绪（${((performance.now() - startedAt) / 1000).toFixed(1)} 秒）  ${url}      按 Ctrl-C 停止`)
  } catch (error) {
    await stop.now()
    throw error
  }
}

/** Stops once, in the reverse order of what was started, on Ctrl-C and on SIGTERM. */
function stopper(system: System) {
  const steps: (() => Promise<void>)[] = [() => system.close()]
  let stopping: Promise<void> | null = null
  const now = () => {
    stopping ??= (async () => {
      for (const step of steps.toReversed()) await step()
    })()
    return stopping
  }
  const onSignal = () => {
    if (stopping) return
    tell('\n正在停止……')
    void now().then(
      () => {
        tell('已停止，数据已保存')
        process.exit(0)
      },
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { also: (step: () => Promise<void>) => void steps.push(step), now }
}

try {
  await run()
} catch (error) {
  if (error instanceof HomeInUse) {
    tell(`Kepu 已在运行：${await notedAddress(error.message)}`)
    process.exit(0)
  }
  if (error instanceof PortInUse) console.error(`端口 ${error.port} 已被占用。请另选一个：PORT=8090 npm start`)
  else console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

import { resolve } from 'node:path'
import { readConfig } from './config.ts'
import { openLog } from './log.ts'
import { openSystem } from './system.ts'

/** Does jobs and serves nobody: for instances on a database of their own that want the queue's work on another machine. */
const config = readConfig(process.env, resolve(import.meta.dirname, '../../..'))
const system = await openSystem(config, openLog(config), (line) => console.log(line), { claim: false, work: true })
console.log('任务进程已启动，按 Ctrl-C 停止')

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  void system.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

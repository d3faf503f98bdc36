/** Runs one task of the bench at one size in a process of its own, so that memory and warm-up are its own. Usage: run-one.ts name size single|parallel seconds */
import { availableParallelism } from 'node:os'
import { findTasks } from './find.ts'
import { workerPool } from './pool.ts'
import { timing } from './task.ts'

const [name = '', size = '', mode = '', seconds = ''] = process.argv.slice(2)
const task = (await findTasks()).find((candidate) => candidate.name === name)
if (task === undefined) throw new Error(`no task ${name}`)
const prepared = task.prepare(Number(size))
const pool = mode === 'parallel' ? workerPool(availableParallelism()) : null
const run = async (): Promise<ArrayLike<number>> => {
  return pool !== null && prepared.parallel !== undefined ? prepared.parallel(pool) : prepared.single()
}

const times: number[] = []
let result = await run()
let spent = 0
while (times.length < 5 || (times.length < 25 && spent < 1)) {
  const start = performance.now()
  result = await run()
  const took = (performance.now() - start) / 1000
  times.push(took)
  spent += took
  if (spent > Number(seconds)) break
}
await pool?.close()
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ timing: timing(times), megabytes, result: Array.from(result) }))

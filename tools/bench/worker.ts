import { parentPort } from 'node:worker_threads'
import { member } from '../reference/cases.ts'

parentPort?.on('message', async (call: { module: string; name: string; args: readonly unknown[] }) => {
  try {
    const loaded: unknown = await import(call.module)
    const run = member(loaded, call.name)
    if (typeof run !== 'function') throw new Error(`${call.module} exports no function ${call.name}`)
    parentPort?.postMessage({ result: await run(...call.args), error: null })
  } catch (error) {
    parentPort?.postMessage({ result: null, error: String(error) })
  }
})

import { Worker } from 'node:worker_threads'

/** A call of an exported function in a worker. */
export interface PoolCall {
  /** file URL of the module */
  readonly module: string
  readonly name: string
  readonly args: readonly unknown[]
}

/** Some worker threads that run exported functions of modules; arguments and results are copied (shared buffers are shared). */
export interface WorkerPool {
  readonly size: number
  /** runs the calls, as many at a time as there are workers; results in the order of the calls */
  run(calls: readonly PoolCall[]): Promise<unknown[]>
  close(): Promise<void>
}

function once(worker: Worker, call: PoolCall): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.removeAllListeners('message')
      worker.removeAllListeners('error')
      act()
    }
    worker.once('message', (answer: { result: unknown; error: string | null }) => {
      settle(() => (answer.error === null ? resolve(answer.result) : reject(new Error(answer.error))))
    })
    worker.once('error', (error) => settle(() => reject(error)))
    worker.postMessage(call)
  })
}

/** Starts a pool of `size` workers. Close it when done. */
export function workerPool(size: number): WorkerPool {
  const workers = Array.from({ length: size }, () => new Worker(new URL('./worker.ts', import.meta.url)))
  return {
    size,
    async run(calls) {
      const results: unknown[] = new Array(calls.length)
      let next = 0
      const serve = async (worker: Worker): Promise<void> => {
        for (let i = next++; i < calls.length; i = next++) {
          const call = calls[i]
          if (call !== undefined) results[i] = await once(worker, call)
        }
      }
      await Promise.all(workers.map(serve))
      return results
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** A copy in memory that all workers see without copying. */
export function shared(values: Float64Array): Float64Array {
  const result = new Float64Array(new SharedArrayBuffer(values.byteLength))
  result.set(values)
  return result
}

/** [start, end) of part `part` of `parts` of a range of `length`. */
export function slice(length: number, part: number, parts: number): [number, number] {
  return [Math.floor((length * part) / parts), Math.floor((length * (part + 1)) / parts)]
}

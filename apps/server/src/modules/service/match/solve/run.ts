import { Worker } from 'node:worker_threads'
import type { PlanInstance } from '../rules/instance.ts'
import type { PlanAnswer, Progress, SolveLimits } from './solve.ts'

export interface Task {
  readonly instance: PlanInstance
  readonly limits: SolveLimits
}

export type Message = { readonly progress: Progress } | { readonly answer: PlanAnswer }

const HEAP_MB = 2_000

/**
 * Solves a backlog in a thread of its own.
 *
 * @returns null when the signal ended it
 */
export function runSolver(
  task: Task,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<PlanAnswer | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      // What the solver says of itself is nobody's business here.
      stdout: true,
      stderr: true,
    })
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', cancel)
      act()
      void worker.terminate()
    }
    const cancel = () => settle(() => resolve(null))
    signal.addEventListener('abort', cancel)
    worker.on('message', (message: Message) => {
      if ('progress' in message) tell(message.progress)
      else settle(() => resolve(message.answer))
    })
    worker.once('error', (error) => settle(() => reject(error)))
  })
}

import { Worker } from 'node:worker_threads'
import type { ParsedPlan, PlanFileRefusal } from '@kepu/contract/plan-proposal'
import { PlanFileError } from './errors.ts'
import { parsePlan } from './parse/index.ts'
import { type FileType, readSource } from './read/index.ts'
import { limits } from './read/limits.ts'

/** What the worker is given, and what it answers. */
export interface Job {
  readonly bytes: Uint8Array
  readonly type: FileType
}
export type Answer = { readonly parsed: ParsedPlan } | { readonly refusal: PlanFileRefusal }

/** Plain text below this is read in the caller's thread: it takes milliseconds, and a thread takes longer to start. */
const INLINE_BYTES = 100_000

export async function readAndParse({ bytes, type }: Job): Promise<ParsedPlan> {
  const source = await readSource(bytes, type)
  return { proposal: parsePlan(source), text: source.text }
}

/**
 * Reads and parses in bounded time and memory: whatever isn't a small plain text runs in a thread of its own that is stopped when it
 * takes too long or too much.
 * @throws PlanFileError
 */
export async function runBounded(job: Job): Promise<ParsedPlan> {
  const isSmallText = job.bytes.length <= INLINE_BYTES && (job.type === 'text' || job.type === 'markdown')
  return isSmallText ? readAndParse(job) : inThread(job)
}

function inThread(job: Job): Promise<ParsedPlan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, stackSizeMb: 8 },
      stdout: true,
      stderr: true,
    })
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
      void worker.terminate()
    }
    const refuse = (refusal: PlanFileRefusal) => settle(() => reject(new PlanFileError(refusal)))
    const timer = setTimeout(
      () => refuse({ code: 'plan.file.tooSlow', seconds: limits.seconds }),
      limits.seconds * 1000,
    )
    worker.once('message', (answer: Answer) => {
      if ('refusal' in answer) refuse(answer.refusal)
      else settle(() => resolve(answer.parsed))
    })
    worker.once('error', (error) => {
      const exhausted = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (exhausted || error instanceof RangeError) refuse({ code: 'plan.file.tooMuchMemory' })
      else settle(() => reject(error))
    })
  })
}

import { parentPort, workerData } from 'node:worker_threads'
import { PlanFileError } from './errors.ts'
import { type Answer, type Job, readAndParse } from './run.ts'

/** Reads and parses one document in a thread that run.ts may stop at any time. */
async function answer(job: Job): Promise<Answer> {
  try {
    return { parsed: await readAndParse(job) }
  } catch (error) {
    if (error instanceof PlanFileError) return { refusal: error.refusal }
    throw error
  }
}

const job: Job = workerData
parentPort?.postMessage(await answer(job))

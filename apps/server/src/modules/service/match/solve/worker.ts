import { parentPort, workerData } from 'node:worker_threads'
import { openHighs } from './highs.ts'
import type { Task } from './run.ts'
import { solvePlan } from './solve.ts'

/** Solves one backlog in a thread that run.ts may end at any time, and tells how far it is. */
const { instance, limits }: Task = workerData
const highs = await openHighs()
const answer = solvePlan(
  highs,
  instance,
  limits,
  () => performance.now(),
  (progress) => parentPort?.postMessage({ progress }),
)
parentPort?.postMessage({ answer })

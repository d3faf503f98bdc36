import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { member } from '../reference/cases.ts'
import type { BenchTask } from './task.ts'

function isTask(value: unknown): value is BenchTask {
  return typeof member(value, 'name') === 'string' && typeof member(value, 'prepare') === 'function'
}

/** All tasks of `packages/<name>/bench/*.ts`, in the order of packages and files. @throws Error when a file exports no tasks */
export async function findTasks(): Promise<BenchTask[]> {
  const packages = resolve(import.meta.dirname, '../../packages')
  const found: BenchTask[] = []
  for (const pkg of ['numeric', 'survey-stats', 'irt']) {
    const folder = resolve(packages, pkg, 'bench')
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : []
    for (const file of files.sort()) {
      const loaded: unknown = await import(pathToFileURL(resolve(folder, file)).href)
      const tasks = typeof loaded === 'object' && loaded !== null && 'tasks' in loaded ? loaded.tasks : null
      if (!Array.isArray(tasks) || !tasks.every(isTask)) {
        if (tasks === null) continue
        throw new Error(`${pkg}/bench/${file}: tasks is not a list of bench tasks`)
      }
      found.push(...tasks)
    }
  }
  return found
}

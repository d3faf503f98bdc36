import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, '../../../docs/benchmarks.md')
const INTRODUCTION = `# Benchmarks of the application

Written by \`npm run bench\` (apps/server/bench); each part is replaced when it runs again. The numerical packages have their own: \`npm run bench:packages\`.
p50 and p95 are the middle and the 95th percentile of single calls, one after the other, unless it says otherwise.
`

/** Puts one part into docs/benchmarks.md, in the place where it stood, with the machine and the day. */
export async function report(name: string, title: string, text: string): Promise<void> {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const part = `<!-- ${name} -->\n## ${title}\n\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n\n${text.trim()}\n<!-- /${name} -->`
  const before = await readFile(FILE, 'utf8').catch(() => INTRODUCTION)
  const place = new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`)
  const after = place.test(before) ? before.replace(place, () => part) : `${before.trimEnd()}\n\n${part}\n`
  await writeFile(FILE, after)
  console.log(`\n## ${title}\n\n${text.trim()}\n`)
}

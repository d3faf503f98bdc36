import { setTimeout as sleep } from 'node:timers/promises'
import { type CliCommand, readArguments } from './command.ts'

const DEFAULT_SECONDS = 10
const DEFAULT_RATE = 50
const MAX_WAITING = 2_000

interface Outcome {
  readonly milliseconds: number
  readonly ok: boolean
}

/**
 * Sends requests at a steady rate whether or not the answers keep up (an open workload): a slow server shows as waiting, not as
 * fewer requests.
 */
async function load(url: string, rate: number, seconds: number): Promise<{ outcomes: Outcome[]; dropped: number }> {
  const outcomes: Outcome[] = []
  const waiting = new Set<Promise<void>>()
  let dropped = 0
  const startedAt = performance.now()
  for (let i = 0; i < rate * seconds; i++) {
    await sleep(Math.max(0, startedAt + (i * 1000) / rate - performance.now()))
    if (waiting.size >= MAX_WAITING) {
      dropped += 1
      continue
    }
    const one = ask(url).then((outcome) => {
      outcomes.push(outcome)
      waiting.delete(one)
    })
    waiting.add(one)
  }
  await Promise.all(waiting)
  return { outcomes, dropped }
}

async function ask(url: string): Promise<Outcome> {
  const startedAt = performance.now()
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return { milliseconds: performance.now() - startedAt, ok: response.ok }
  } catch {
    return { milliseconds: performance.now() - startedAt, ok: false }
  }
}

function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
}

export const loadCommands: readonly CliCommand[] = [
  {
    words: ['loadtest'],
    usage: 'loadtest 网址 [--rate 每秒请求] [--seconds 秒]',
    what: '以固定速率请求一个页面，报告各分位耗时',
    async run(args, io) {
      const { words, options } = readArguments(args, ['rate', 'seconds'])
      const [url] = words
      const rate = Number(options.get('rate') ?? DEFAULT_RATE)
      const seconds = Number(options.get('seconds') ?? DEFAULT_SECONDS)
      if (!url || !URL.canParse(url) || !(rate > 0) || !(seconds > 0)) {
        io.error('用法：kepu loadtest http://localhost:8080/500233/plan --rate 50 --seconds 10\n')
        return 1
      }
      const { outcomes, dropped } = await load(url, rate, seconds)
      const sorted = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
      const failed = outcomes.filter(({ ok }) => !ok).length
      io.out(`请求 ${outcomes.length}，失败 ${failed}，未发出 ${dropped}\n`)
      io.out(`毫秒  p50 ${percentile(sorted, 0.5)}  p95 ${percentile(sorted, 0.95)}  p99 ${percentile(sorted, 0.99)}\n`)
      return failed + dropped === 0 ? 0 : 1
    },
  },
]

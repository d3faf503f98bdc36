import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'

/** One line of JSON an entry, in `<home>/logs/kepu.log`; with KEPU_LOG_TO=stdout where a container collects it. No names of people. */
export function openLog({ home, logLevel, logToStdout }: Pick<Config, 'home' | 'logLevel' | 'logToStdout'>): Logger {
  if (logToStdout) return pino({ level: logLevel })
  mkdirSync(join(home, 'logs'), { recursive: true })
  return pino({ level: logLevel }, pino.destination({ dest: join(home, 'logs', 'kepu.log'), sync: false }))
}

import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { columnOf, readTable } from '../modules/file/index.ts'
import {
  listSpecialYears,
  mainYear,
  type NoticeLine,
  readNotice,
  replaceSpecialDays,
} from '../modules/organization/index.ts'
import { type CliCommand, withSystem } from './command.ts'

const MAX_ROWS = 400
const COLUMNS = {
  day: ['day', '日期'],
  working: ['working', '是否上班', '上班'],
  holiday: ['holiday', '节日'],
  source: ['source', '文号', '依据'],
}

/** A CSV with a heading, or a JSON list of objects. */
async function linesOf(file: string): Promise<NoticeLine[]> {
  // Named from where the person stands, who may have called npm in another folder.
  const bytes = await readFile(resolve(process.env['INIT_CWD'] ?? process.cwd(), file))
  if (file.toLowerCase().endsWith('.json')) return linesOfJson(bytes.toString('utf8'))
  const [heading = [], ...rows] = await readTable({ name: basename(file), bytes }, MAX_ROWS)
  const places = Object.values(COLUMNS).map((names) => columnOf(heading, names))
  if (places.some((place) => place < 0))
    throw new Error('第一行应是表头：day,working,holiday,source（或 日期,上班,节日,文号）')
  return rows.flatMap((cells, i) => {
    const [day = '', working = '', holiday = '', source = ''] = places.map((place) => cells[place]?.trim() ?? '')
    return day === '' && holiday === '' ? [] : [{ line: i + 2, day, working, holiday, source }]
  })
}

const Json = z.array(
  z.object({ day: z.string(), working: z.union([z.boolean(), z.string()]), holiday: z.string(), source: z.string() }),
)

function linesOfJson(text: string): NoticeLine[] {
  const parsed = Json.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new Error(`JSON 应是 [{ day, working, holiday, source }]：${z.prettifyError(parsed.error)}`)
  return parsed.data.map(({ working, ...rest }, i) => ({ ...rest, line: i + 1, working: String(working) }))
}

export const calendarCommands: readonly CliCommand[] = [
  {
    words: ['calendar', 'add'],
    usage: 'calendar add 文件',
    what: '录入一年的放假调休安排（CSV 或 JSON：day,working,holiday,source）',
    async run([file], io, root) {
      if (!file) {
        io.error('用法：kepu calendar add 2026.csv\n')
        return 1
      }
      const { days, problems } = readNotice(await linesOf(file))
      if (problems.length > 0) {
        for (const { line, message } of problems) io.error(`${line === 0 ? '全文' : `第 ${line} 行`}：${message}\n`)
        io.error('没有写入任何内容。\n')
        return 1
      }
      return withSystem(io, root, async ({ app }) => {
        await replaceSpecialDays(app.kernel.db, days)
        io.out(`已录入 ${mainYear(days)} 年的 ${days.length} 天\n`)
        return 0
      })
    },
  },
  {
    words: ['calendar', 'list'],
    usage: 'calendar list',
    what: '列出已录入放假安排的年份',
    run: (_args, io, root) =>
      withSystem(io, root, async ({ app }) => {
        for (const { year, off, madeUp, sources } of await listSpecialYears(app.kernel.db))
          io.out(`${year}  放假 ${off} 天，补班 ${madeUp} 天  ${sources.join('、')}\n`)
        return 0
      }),
  },
]

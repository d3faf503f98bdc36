/** A day that is not what its weekday says, as the yearly notice has it (放假、调休). */
export interface SpecialDay {
  readonly day: string
  readonly working: boolean
  readonly holiday: string
  readonly source: string
}

/** A line of the file, and what to mend in it. */
export interface LineProblem {
  /** From 1, as an editor counts; 0 is the file as a whole. */
  readonly line: number
  readonly message: string
}

export interface NoticeLine {
  readonly line: number
  readonly day: string
  readonly working: string
  readonly holiday: string
  readonly source: string
}

/** The law gives 11 days off a year, since 2025 13; notices move weekends about, so days off minus made-up days is that number. */
const LEGAL_DAYS = (year: number) => (year >= 2025 ? 13 : 11)

const TRUE = new Set(['true', '1', '是', '上班', '补班', '班'])
const FALSE = new Set(['false', '0', '否', '放假', '休息', '休'])

/** Reads the lines of a notice: all days, or everything that is wrong, each with its line and what to do. */
export function readNotice(lines: readonly NoticeLine[]): { days: SpecialDay[]; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const seen = new Map<string, number>()
  const days = lines.flatMap(({ line, day, working, holiday, source }): SpecialDay[] => {
    const wrong = (message: string) => {
      problems.push({ line, message })
      return []
    }
    if (!isDay(day)) return wrong(`“${day}”不是日期，请写成 2026-01-01`)
    const earlier = seen.get(day)
    if (earlier !== undefined) return wrong(`${day} 在第 ${earlier} 行已经有了，请删去一行`)
    seen.set(day, line)
    const word = working.trim().toLowerCase()
    if (!TRUE.has(word) && !FALSE.has(word)) return wrong(`“${working}”应为 true（补班）或 false（放假）`)
    if (holiday.trim() === '') return wrong('没有写节日名称，如 春节')
    if (source.trim() === '') return wrong('没有写通知文号，如 国办发明电〔2025〕7号')
    const isWorked = TRUE.has(word)
    if (isWorked && !isWeekend(day)) return wrong(`${day} 本来就是工作日，不用写补班`)
    return [{ day, working: isWorked, holiday: holiday.trim(), source: source.trim() }]
  })
  if (problems.length === 0) problems.push(...wholeNotices(days))
  return { days, problems }
}

/** A notice is for a year, and gives what the law gives: a day that was forgotten shows here. */
function wholeNotices(days: readonly SpecialDay[]): LineProblem[] {
  if (days.length === 0) return [{ line: 0, message: '文件里没有日期' }]
  return [...Map.groupBy(days, ({ source }) => source).values()].flatMap((own) => {
    const year = mainYear(own)
    const off = own.filter(({ day, working }) => !working && !isWeekend(day)).length
    const given = off - own.filter(({ working }) => working).length
    const wanted = LEGAL_DAYS(year)
    if (given === wanted) return []
    const message = `${year} 年放假的工作日减去补班日是 ${given} 天，法定节假日应为 ${wanted} 天，请对照通知补全或改正`
    return [{ line: 0, message }]
  })
}

/** The year that a notice is for: that of most of its days. */
export function mainYear(days: readonly Pick<SpecialDay, 'day'>[]): number {
  const years = [...Map.groupBy(days, ({ day }) => Number(day.slice(0, 4)))]
  return years.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 0
}

function isDay(text: string): boolean {
  const at = Date.parse(text)
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(day).getUTCDay())
}

import type { Language } from './language.ts'

const HOURS_OF_SHANGHAI = 8 * 3600_000

/** 12345 → 12,345; null is a dash. */
export function formatNumber(value: number | null, digits = 0): string {
  if (value === null) return '—'
  return value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: Math.max(digits, 2) })
}

/** Large counts as people say them: 23.4 万人次, in English 234,000. */
export function formatCount(value: number, language: Language): string {
  if (language === 'en' || Math.abs(value) < 100_000) return formatNumber(value)
  return `${(value / 10_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} 万`
}

/** A calendar day: 2024年11月20日, or 20 Nov 2024. */
export function formatDay(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (language === 'zh-CN') return `${year}年${Number(month)}月${Number(date)}日`
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** The day of an instant in Asia/Shanghai, ISO. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + HOURS_OF_SHANGHAI).toISOString().slice(0, 10)
}

/** An instant as people in China read it: 2024-11-20 09:30. */
export function formatInstant(instant: string): string {
  return new Date(Date.parse(instant) + HOURS_OF_SHANGHAI).toISOString().slice(0, 16).replace('T', ' ')
}

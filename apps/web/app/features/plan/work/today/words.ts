import { useMessages } from '../../../../lib/screen.tsx'
import { todayEn } from './messages.en.ts'
import { type TodayText, todayZh } from './messages.zh-CN.ts'

export function useTodayText(): TodayText {
  return useMessages({ 'zh-CN': todayZh, en: todayEn })
}

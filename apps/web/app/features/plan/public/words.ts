import { useMessages } from '../../../lib/screen.tsx'
import { planPublicEn } from './messages.en.ts'
import { type PlanPublicText, planPublicZh } from './messages.zh-CN.ts'
import { progressEn } from './progress-messages.en.ts'
import { type ProgressText, progressZh } from './progress-messages.zh-CN.ts'

export function usePlanText(): PlanPublicText {
  return useMessages({ 'zh-CN': planPublicZh, en: planPublicEn })
}

export function useProgressText(): ProgressText {
  return useMessages({ 'zh-CN': progressZh, en: progressEn })
}

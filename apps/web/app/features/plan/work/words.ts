import { useMessages } from '../../../lib/screen.tsx'
import { workPlanEn } from './messages.en.ts'
import { type WorkPlanText, workPlanZh } from './messages.zh-CN.ts'
import { reviewEn } from './review-messages.en.ts'
import { type ReviewText, reviewZh } from './review-messages.zh-CN.ts'

export function useReviewText(): ReviewText {
  return useMessages({ 'zh-CN': reviewZh, en: reviewEn })
}

export function useWorkPlanText(): WorkPlanText {
  return useMessages({ 'zh-CN': workPlanZh, en: workPlanEn })
}

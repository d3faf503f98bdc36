import { useMessages } from '../../../lib/screen.tsx'
import { categoryTextEn, categoryTextZh, traitTextEn, traitTextZh } from '../terms.ts'
import { surveyEn } from './messages.en.ts'
import { type SurveyText, surveyZh } from './messages.zh-CN.ts'

export function useSurveyText(): SurveyText {
  return useMessages({ 'zh-CN': surveyZh, en: surveyEn })
}

/** 0.1234 → 12.3 %. */
export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}%`
}

/** Words of traits and of their categories. */
export function useTraitText() {
  return useMessages({
    'zh-CN': { trait: traitTextZh, category: categoryTextZh },
    en: { trait: traitTextEn, category: categoryTextEn },
  })
}

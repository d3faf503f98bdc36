import { useMessages } from '../../../../lib/screen.tsx'
import { evaluationEn } from './messages.en.ts'
import { type EvaluationText, evaluationZh } from './messages.zh-CN.ts'

export function useEvaluationText(): EvaluationText {
  return useMessages({ 'zh-CN': evaluationZh, en: evaluationEn })
}

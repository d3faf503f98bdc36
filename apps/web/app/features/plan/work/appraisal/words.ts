import type { RefusedMetric } from '@kepu/contract/plan-appraisal'
import { useLanguage, useMessages } from '../../../../lib/screen.tsx'
import { metricReasonEn } from '../../problems/appraisal.en.ts'
import { metricReasonZh } from '../../problems/appraisal.zh-CN.ts'
import { appraisalEn } from './messages.en.ts'
import { type AppraisalText, appraisalZh } from './messages.zh-CN.ts'

export function useAppraisalText(): AppraisalText {
  return useMessages({ 'zh-CN': appraisalZh, en: appraisalEn })
}

/** Why a metric must not be appraised, with the basis: the sentence of the refusal. */
export function useMetricReason(): (metric: RefusedMetric, word: string) => string {
  return useLanguage() === 'en' ? metricReasonEn : metricReasonZh
}

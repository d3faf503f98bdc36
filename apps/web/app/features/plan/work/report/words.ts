import type { ReportStatus } from '@kepu/contract/plan-report'
import { useMessages } from '../../../../lib/screen.tsx'
import { reportEn } from './messages.en.ts'
import { type ReportText, reportZh } from './messages.zh-CN.ts'

export function useReportText(): ReportText {
  return useMessages({ 'zh-CN': reportZh, en: reportEn })
}

export const STATUS_COLOUR: Readonly<Record<ReportStatus, string>> = {
  open: 'blue',
  confirmed: 'orange',
  returned: 'red',
  accepted: 'green',
  locked: 'default',
}

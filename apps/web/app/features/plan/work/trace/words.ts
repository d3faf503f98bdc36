import { useMessages } from '../../../../lib/screen.tsx'
import { traceEn } from './messages.en.ts'
import { type TraceText, traceZh } from './messages.zh-CN.ts'

export function useTraceText(): TraceText {
  return useMessages({ 'zh-CN': traceZh, en: traceEn })
}

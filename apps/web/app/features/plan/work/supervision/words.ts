import { useMessages } from '../../../../lib/screen.tsx'
import { supervisionEn } from './messages.en.ts'
import { type SupervisionText, supervisionZh } from './messages.zh-CN.ts'

export function useSupervisionText(): SupervisionText {
  return useMessages({ 'zh-CN': supervisionZh, en: supervisionEn })
}

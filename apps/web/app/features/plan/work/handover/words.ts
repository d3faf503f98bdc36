import { useMessages } from '../../../../lib/screen.tsx'
import { handoverEn } from './messages.en.ts'
import { type HandoverText, handoverZh } from './messages.zh-CN.ts'

export function useHandoverText(): HandoverText {
  return useMessages({ 'zh-CN': handoverZh, en: handoverEn })
}

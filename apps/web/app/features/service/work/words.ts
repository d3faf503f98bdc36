import { useMessages } from '../../../lib/screen.tsx'
import { serviceEn } from './messages.en.ts'
import { type ServiceText, serviceZh } from './messages.zh-CN.ts'

export function useServiceText(): ServiceText {
  return useMessages({ 'zh-CN': serviceZh, en: serviceEn })
}

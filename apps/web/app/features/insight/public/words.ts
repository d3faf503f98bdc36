import { useMessages } from '../../../lib/screen.tsx'
import { homeEn } from './messages.en.ts'
import { type HomeText, homeZh } from './messages.zh-CN.ts'

export function useHomeText(): HomeText {
  return useMessages({ 'zh-CN': homeZh, en: homeEn })
}

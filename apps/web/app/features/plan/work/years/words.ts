import { useMessages } from '../../../../lib/screen.tsx'
import { yearsEn } from './messages.en.ts'
import { type YearsText, yearsZh } from './messages.zh-CN.ts'

export function useYearsText(): YearsText {
  return useMessages({ 'zh-CN': yearsZh, en: yearsEn })
}

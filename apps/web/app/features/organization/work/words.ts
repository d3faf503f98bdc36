import { useMessages } from '../../../lib/screen.tsx'
import { unitsEn } from './messages.en.ts'
import { type UnitsText, unitsZh } from './messages.zh-CN.ts'

export function useUnitsText(): UnitsText {
  return useMessages({ 'zh-CN': unitsZh, en: unitsEn })
}

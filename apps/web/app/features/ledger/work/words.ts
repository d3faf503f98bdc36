import { useMessages } from '../../../lib/screen.tsx'
import { ledgerEn } from './messages.en.ts'
import { type LedgerText, ledgerZh } from './messages.zh-CN.ts'

export function useLedgerText(): LedgerText {
  return useMessages({ 'zh-CN': ledgerZh, en: ledgerEn })
}

import { useMessages } from '../../../lib/screen.tsx'
import { accountsEn, auditEn } from './messages.en.ts'
import { type AccountsText, type AuditText, accountsZh, auditZh } from './messages.zh-CN.ts'

export function useAccountsText(): AccountsText {
  return useMessages({ 'zh-CN': accountsZh, en: accountsEn })
}

export function useAuditText(): AuditText {
  return useMessages({ 'zh-CN': auditZh, en: auditEn })
}

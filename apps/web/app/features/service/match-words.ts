import { useMessages } from '../../lib/screen.tsx'
import { matchEn } from './match-messages.en.ts'
import { type MatchText, matchZh } from './match-messages.zh-CN.ts'

export function useMatchText(): MatchText {
  return useMessages({ 'zh-CN': matchZh, en: matchEn })
}

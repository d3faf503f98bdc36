import { useMessages } from '../../../lib/screen.tsx'
import { proofEn } from './messages.en.ts'
import { type ProofText, proofZh } from './messages.zh-CN.ts'

export function useProofText(): ProofText {
  return useMessages({ 'zh-CN': proofZh, en: proofEn })
}

import { useMessages } from '../lib/screen.tsx'
import { shellEn } from './messages.en.ts'
import { type ShellText, shellZh } from './messages.zh-CN.ts'

export function useShellText(): ShellText {
  return useMessages({ 'zh-CN': shellZh, en: shellEn })
}

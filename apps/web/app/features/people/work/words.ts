import { useMessages } from '../../../lib/screen.tsx'
import { peopleEn } from './messages.en.ts'
import { type PeopleText, peopleZh } from './messages.zh-CN.ts'

export function usePeopleText(): PeopleText {
  return useMessages({ 'zh-CN': peopleZh, en: peopleEn })
}

import { type ApiProblem, sentenceOf } from '../../../lib/problem.ts'
import { useMessages } from '../../../lib/screen.tsx'
import { problemsEn } from '../../../shell/problems.en.ts'
import { problemsZh } from '../../../shell/problems.zh-CN.ts'
import { servicePublicEn } from './messages.en.ts'
import { type ServicePublicText, servicePublicZh } from './messages.zh-CN.ts'

export function useServiceText(): ServicePublicText {
  return useMessages({ 'zh-CN': servicePublicZh, en: servicePublicEn })
}

/** Why not, over the form: read aloud when the page comes. */
export function Problem({ problem }: { problem: ApiProblem | null }) {
  const texts = useMessages({ 'zh-CN': problemsZh, en: problemsEn })
  if (problem === null) return null
  return (
    <p className="notice" role="alert">
      {sentenceOf(texts, problem)}
    </p>
  )
}

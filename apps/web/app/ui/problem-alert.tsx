import { Alert } from 'antd'
import { createContext, useContext } from 'react'
import { useLocation } from 'react-router'
import { type ApiProblem, type ProblemText, type Refusal, sentenceOf } from '../lib/problem.ts'
import { useUiText } from './words.ts'

/** The sentences of all refusals in the reader's language; the frame fills it, since `ui` knows no feature. */
export const ProblemTextContext = createContext<ProblemText<Refusal> | null>(null)

/** The sentence for a refusal. */
export function useProblemSentence(): (problem: ApiProblem) => string {
  const texts = useContext(ProblemTextContext)
  return (problem) => (texts === null ? problem.code : sentenceOf(texts, problem))
}

/** Why not, in words, where the person is looking; nothing without a problem. */
export function ProblemAlert({ problem }: { problem: ApiProblem | null }) {
  const sentence = useProblemSentence()
  const text = useUiText()
  const { pathname } = useLocation()
  if (problem === null) return null
  const again = problem.code === 'platform.notSignedIn'
  return (
    <Alert
      role="alert"
      type={problem.code === 'web.offline' ? 'warning' : 'error'}
      showIcon
      title={sentence(problem)}
      action={again && <a href={`/sign-in?next=${encodeURIComponent(pathname)}`}>{text.signInAgain}</a>}
    />
  )
}

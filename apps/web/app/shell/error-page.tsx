import { isRouteErrorResponse, useRouteError } from 'react-router'
import { z } from 'zod'
import type { ShellText } from './messages.zh-CN.ts'
import portalCss from './portal.css?url'
import { useShellText } from './words.ts'

const Traced = z.object({ facts: z.object({ trace: z.string() }) })

interface ErrorWords {
  readonly title: string
  readonly text: string
  readonly trace: string | null
}

function wordsOf(error: unknown, text: ShellText): ErrorWords {
  if (!isRouteErrorResponse(error)) return { title: text.failedTitle, text: text.failedText, trace: null }
  const problem = Traced.safeParse(error.data)
  const trace = problem.data?.facts.trace ?? null
  if (error.status === 404) return { title: text.notFoundTitle, text: text.notFoundText, trace: null }
  if (error.status === 403) return { title: text.notAllowedTitle, text: text.notAllowedText, trace: null }
  if (error.status === 503) return { title: text.failedTitle, text: text.busyText, trace: null }
  return { title: text.failedTitle, text: text.failedText, trace }
}

/** What went wrong, in the reader's words, and a way on. */
export function ErrorNotice({ error, home }: { error: unknown; home: string }) {
  const text = useShellText()
  const words = wordsOf(error, text)
  return (
    <section className="panel error-notice">
      <title>{words.title}</title>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {words.trace && <p className="quiet">{text.trace(words.trace)}</p>}
      <p>
        <a className="button" href={home}>
          {text.backHome}
        </a>
      </p>
    </section>
  )
}

/** The whole page, where no frame is left to stand in. */
export function ErrorPage() {
  return (
    <>
      <link rel="stylesheet" href={portalCss} precedence="portal" />
      <main id="main" className="page error-page">
        <ErrorNotice error={useRouteError()} home="/" />
      </main>
    </>
  )
}

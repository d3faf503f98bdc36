import { useCallback, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { ZodType, z } from 'zod'
import type { ApiProblem, Outcome } from '../lib/problem.ts'
import { newKey, send, upload, type Verb } from '../lib/verb.ts'

/** A command in a screen: run it, see that it runs, show why not. */
export interface Running<I, O> {
  run(input: I): Promise<Outcome<O>>
  readonly running: boolean
  /** The last refusal, until the next run. */
  readonly problem: ApiProblem | null
  clear(): void
}

/**
 * Runs a command and then loads the screen's data afresh. A repeat of the same input after a broken connection carries
 * the same Idempotency-Key, so nothing happens twice.
 */
export function useCommand<I extends ZodType, O extends ZodType>(verb: Verb<I, O>): Running<z.input<I>, z.output<O>> {
  return useRunning((input: z.input<I>, key) => send(verb, input, key), JSON.stringify)
}

/** Uploads a file; the same care for repeats as with a command. */
export function useUpload<O extends ZodType>(path: string, output: O): Running<File, z.output<O>> {
  return useRunning(
    (file: File, key) => upload(path, file, key, output),
    (file) => `${file.name} ${file.size} ${file.lastModified}`,
  )
}

function useRunning<I, O>(
  act: (input: I, key: string) => Promise<Outcome<O>>,
  identityOf: (input: I) => string,
): Running<I, O> {
  const { revalidate } = useRevalidator()
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const unanswered = useRef<{ identity: string; key: string } | null>(null)

  const run = async (input: I): Promise<Outcome<O>> => {
    const identity = identityOf(input)
    const attempt = unanswered.current?.identity === identity ? unanswered.current : { identity, key: newKey() }
    unanswered.current = attempt
    setRunning(true)
    setProblem(null)
    const outcome = await act(input, attempt.key)
    const answered = outcome.ok || outcome.problem.code !== 'web.offline'
    if (answered) unanswered.current = null
    if (outcome.ok) await revalidate()
    else setProblem(outcome.problem)
    setRunning(false)
    return outcome
  }
  return { run, running, problem, clear: useCallback(() => setProblem(null), []) }
}

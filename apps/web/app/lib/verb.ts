import type { ZodType, z } from 'zod'
import { type Outcome, problem, readProblem } from './problem.ts'

/** A command of the API as screens know it: where it goes, what it takes, what it answers. */
export interface Verb<I extends ZodType = ZodType, O extends ZodType = ZodType> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As in the server's routes: `/units/{unitId}/name`; what stands in braces comes from the input. */
  readonly path: string
  readonly input: I
  readonly output: O
}

export function verb<I extends ZodType, O extends ZodType>(
  method: Verb['method'],
  path: string,
  input: I,
  output: O,
): Verb<I, O> {
  return { method, path, input, output }
}

/** Sends a command from the browser. The same key for the same input makes a repeat harmless. */
export async function send<I extends ZodType, O extends ZodType>(
  verb: Verb<I, O>,
  input: z.input<I>,
  key: string,
): Promise<Outcome<z.output<O>>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  return answerOf(
    addressOf(verb.path, input),
    { method: verb.method, headers, body: JSON.stringify(input) },
    verb.output,
  )
}

/** Asks from the browser, beside what a person is doing: no answer is null, and stops nothing. */
export async function ask<O extends ZodType>(path: string, output: O): Promise<z.output<O> | null> {
  const response = await fetch(`/api/v1${path}`).catch(() => null)
  if (!response?.ok) return null
  return output.parse(await response.json())
}

/** Sends a file from the browser. */
export async function upload<O extends ZodType>(
  path: string,
  file: File,
  key: string,
  output: O,
): Promise<Outcome<z.output<O>>> {
  const body = new FormData()
  body.set('file', file)
  return answerOf(`/api/v1${path}`, { method: 'POST', headers: { 'idempotency-key': key }, body }, output)
}

async function answerOf<O extends ZodType>(
  address: string,
  init: RequestInit,
  output: O,
): Promise<Outcome<z.output<O>>> {
  let response: Response
  try {
    response = await fetch(address, init)
  } catch {
    return { ok: false, problem: problem('web.offline', 0) }
  }
  if (!response.ok) return { ok: false, problem: await readProblem(response) }
  const body: unknown = response.status === 204 ? null : await response.json()
  return { ok: true, value: output.parse(body) }
}

function addressOf(path: string, input: unknown): string {
  const facts = new Map(input !== null && typeof input === 'object' ? Object.entries(input) : [])
  return `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(facts.get(name))))}`
}

/** A key for one attempt. `crypto.randomUUID` is missing where a county's intranet has no TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

import { AskerOrder } from '@kepu/contract/service-visit'
import { type ActionFunctionArgs, data } from 'react-router'
import { z } from 'zod'
import { type Api, apiOf, path, withQuery } from '../../../lib/api.ts'
import { type ApiProblem, type Outcome, readProblem } from '../../../lib/problem.ts'

/** What the page shows: the order, or why not; `did` says that something was taken. */
export interface Tracked {
  readonly number: string
  readonly code: string
  readonly order: AskerOrder | null
  readonly problem: ApiProblem | null
  readonly did: boolean
}

const verbs = ['confirmation', 'dispute', 'withdrawal', 'answer', 'rating'] as const
type Doing = (typeof verbs)[number]

/** Looks an order up by its numbers, or does with it what its asker may do, and shows how it stands then. */
export async function trackAction(call: ActionFunctionArgs): Promise<ReturnType<typeof data<Tracked>>> {
  const form = await call.request.formData()
  const word = (name: string) => String(form.get(name) ?? '').trim()
  const number = word('number').replaceAll(/\D/g, '')
  const code = word('code').replaceAll(/\s/g, '')
  const api = apiOf(call)
  const county = call.params['county'] ?? ''
  const at = path`/counties/${county}/service/orders/${number || '0'}`
  const doing = verbs.find((verb) => verb === word('to'))
  const done = doing === undefined ? null : await act(api, at, doing, word, code)
  const found = await look(api, at, code)
  const problem = done !== null && !done.ok ? done.problem : found.ok ? null : found.problem
  const order = found.ok ? found.value : null
  return data(
    { number, code, order, problem, did: done?.ok ?? false },
    { status: problem === null ? 200 : problem.status || 500 },
  )
}

async function look(api: Api, at: string, code: string): Promise<Outcome<AskerOrder>> {
  const response = await api.raw(withQuery(at, { code }))
  if (!response.ok) return { ok: false, problem: await readProblem(response) }
  return { ok: true, value: AskerOrder.parse(await response.json()) }
}

function act(api: Api, at: string, doing: Doing, word: (name: string) => string, code: string) {
  const said: Readonly<Record<Doing, object>> = {
    confirmation: {},
    dispute: { reason: word('reason') },
    withdrawal: { reason: word('reason') },
    answer: { answer: word('answer') },
    rating: { score: word('score'), comment: word('comment') || null },
  }
  const body = { code, ...said[doing] }
  return api.send(`${at}/${doing}`, { method: 'POST', body, key: word('key') || crypto.randomUUID() }, z.unknown())
}

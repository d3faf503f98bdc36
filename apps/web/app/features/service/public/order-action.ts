import { Id } from '@kepu/contract'
import { PlacedOrder, SentCode, UnderstoodWish } from '@kepu/contract/service'
import { type ActionFunctionArgs, data } from 'react-router'
import { type Api, apiOf, path, withQuery } from '../../../lib/api.ts'
import { type ApiProblem, readProblem } from '../../../lib/problem.ts'

/** What was typed so far: the page carries it on in hidden fields, so nothing is kept on the server. */
export interface Typed {
  readonly wish: string
  readonly regionCode: string
  readonly called: string
  readonly via: string
  readonly item: string
  readonly kind: string
  readonly join: string
  readonly phone: string
  readonly people: string
  readonly dayPart: string
}

export const typedNames = [
  'wish',
  'regionCode',
  'called',
  'via',
  'item',
  'kind',
  'join',
  'phone',
  'people',
  'dayPart',
] as const satisfies readonly (keyof Typed)[]

/** Where the resident is: what the next page shows. */
export type OrderStep =
  | { readonly step: 'wish'; readonly typed: Typed; readonly problem: ApiProblem | null }
  | {
      readonly step: 'check'
      readonly typed: Typed
      readonly problem: ApiProblem | null
      readonly understood: UnderstoodWish
    }
  | {
      readonly step: 'code'
      readonly typed: Typed
      readonly problem: ApiProblem | null
      readonly sent: SentCode
      readonly key: string
    }
  | { readonly step: 'done'; readonly placed: PlacedOrder }

/** Three steps: what and where, is it this, the code. A step that goes wrong is shown again with everything still in it. */
export async function orderAction(call: ActionFunctionArgs): Promise<ReturnType<typeof data<OrderStep>>> {
  const form = await call.request.formData()
  const word = (name: string) => String(form.get(name) ?? '').trim()
  const typed: Typed = {
    wish: word('wish'),
    regionCode: word('regionCode'),
    called: word('called'),
    via: word('via'),
    item: word('item'),
    kind: word('kind'),
    join: word('join'),
    phone: word('phone'),
    people: word('people'),
    dayPart: word('dayPart'),
  }
  const api = apiOf(call)
  const county = call.params['county'] ?? ''
  const to = word('to')
  if (to === 'wish') return answer({ step: 'wish', typed, problem: null })
  if (to === 'send') return send(api, county, typed, { code: word('code'), key: word('key'), sent: sentOf(word) })
  if (to === 'code') return askForCode(api, county, typed)
  return check(api, county, typed, null)
}

/** What the last page said of the code, for showing it again. */
function sentOf(word: (name: string) => string): SentCode {
  const shown = word('shown')
  return {
    phoneMasked: word('phoneMasked'),
    channel: shown === '' ? 'text' : 'demonstration',
    shown: shown === '' ? null : shown,
  }
}

function answer(step: OrderStep) {
  const problem = step.step === 'done' ? null : step.problem
  return data(step, { status: problem === null ? 200 : problem.status || 500 })
}

async function check(api: Api, county: string, typed: Typed, problem: ApiProblem | null) {
  const { wish, regionCode, item } = typed
  const query = { wish, regionCode, menuItemId: Id.safeParse(item).success ? item : null }
  const response = await api.raw(withQuery(path`/counties/${county}/service/wish`, query))
  if (!response.ok) return answer({ step: 'wish', typed, problem: await readProblem(response) })
  return answer({ step: 'check', typed, problem, understood: UnderstoodWish.parse(await response.json()) })
}

async function askForCode(api: Api, county: string, typed: Typed) {
  const body = { phone: typed.phone }
  const key = crypto.randomUUID()
  const sent = await api.send(path`/counties/${county}/service/codes`, { method: 'POST', body, key }, SentCode)
  if (!sent.ok) return check(api, county, typed, sent.problem)
  return answer({ step: 'code', typed, problem: null, sent: sent.value, key: crypto.randomUUID() })
}

interface Sending {
  readonly code: string
  readonly key: string
  readonly sent: SentCode
}

async function send(api: Api, county: string, typed: Typed, { code, key, sent }: Sending) {
  const called = typed.called === '' ? null : typed.called
  const people = typed.people === '' ? null : Number(typed.people)
  const common = { called, people, phone: typed.phone, code }
  const orders = path`/counties/${county}/service/orders`
  const outcome =
    typed.join === ''
      ? await api.send(orders, { method: 'POST', body: { ...wanted(typed), ...common }, key }, PlacedOrder)
      : await api.send(
          `${orders}/${encodeURIComponent(typed.join)}/askers`,
          { method: 'POST', body: common, key },
          PlacedOrder,
        )
  if (outcome.ok) return answer({ step: 'done', placed: outcome.value })
  return answer({ step: 'code', typed, problem: outcome.problem, sent, key: crypto.randomUUID() })
}

/** `kind` says what the resident chose: a service, a topic that nobody offers, or none of them. */
function wanted({ wish, regionCode, called, via, kind, dayPart }: Typed) {
  const [sort, chosen] = kind.split(':')
  const channel = called !== '' ? 'helper' : via === 'qr' ? 'qr' : 'self'
  return {
    wish,
    regionCode,
    channel,
    menuItemId: sort === 'item' ? chosen : null,
    ...(sort === 'topic' ? { topic: chosen } : {}),
    dayPart: dayPart === '' ? null : dayPart,
  }
}

import { RegionView } from '@kepu/contract/organization'
import { dayParts } from '@kepu/contract/people'
import type { Classification, SimilarOrder } from '@kepu/contract/service'
import { PublicMenu } from '@kepu/contract/service-menu'
import type { ReactNode } from 'react'
import { type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf, path } from '../../../lib/api.ts'
import { formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { type OrderStep, orderAction, type Typed, typedNames } from './order-action.ts'
import { Slip } from './slip.tsx'
import { Problem, useServiceText } from './words.tsx'

const Regions = z.object({ items: z.array(RegionView) })

export async function loader(call: LoaderFunctionArgs) {
  const { county } = call.params
  const { searchParams } = new URL(call.request.url)
  const api = apiOf(call)
  const regions = await api.get(path`/counties/${county}/regions`, Regions)
  const menu = await api.get(path`/counties/${county}/service/menu`, PublicMenu)
  const item = menu.items.find(({ id }) => id === searchParams.get('item'))
  const at = searchParams.get('at') ?? ''
  const typed: Typed = {
    wish: item?.title ?? '',
    regionCode: regions.items.some(({ code }) => code === at) ? at : '',
    called: '',
    via: searchParams.get('via') === 'qr' ? 'qr' : '',
    item: item?.id ?? '',
    kind: '',
    join: '',
    phone: '',
    people: '',
    dayPart: '',
  }
  return { regions: regions.items, typed, forOther: searchParams.get('for') === 'other' }
}

export const action = orderAction

/** 点单 in three steps, without script: each page carries on what was typed. */
export default function OrderPage() {
  const { typed, forOther } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const text = useServiceText()
  const step: OrderStep = answered ?? { step: 'wish', typed, problem: null }
  const title = forOther ? text.orderTitleOther : text.orderTitle
  return (
    <article className="ordering">
      <title>{title}</title>
      <h1>{title}</h1>
      {step.step === 'wish' && (
        <WishStep typed={step.typed} forOther={forOther} problem={<Problem problem={step.problem} />} />
      )}
      {step.step === 'check' && (
        <CheckStep
          typed={step.typed}
          classifications={step.understood.classifications}
          similar={step.understood.similar}
          problem={<Problem problem={step.problem} />}
        />
      )}
      {step.step === 'code' && <CodeStep step={step} />}
      {step.step === 'done' && <Slip placed={step.placed} />}
    </article>
  )
}

function Carry({ typed, but = [] }: { typed: Typed; but?: readonly (keyof Typed)[] }) {
  return typedNames
    .filter((name) => !but.includes(name))
    .map((name) => <input key={name} type="hidden" name={name} value={typed[name]} />)
}

function WishStep({ typed, forOther, problem }: { typed: Typed; forOther: boolean; problem: ReactNode }) {
  const { regions } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const townships = regions.filter(({ level }) => level === 'township')
  return (
    <form method="post" className="plain-form">
      <p className="quiet">{text.steps(1)}</p>
      {problem}
      <Carry typed={typed} but={['wish', 'regionCode', 'called']} />
      <label htmlFor="wish">{text.wish}</label>
      <p className="quiet" id="wish-hint">
        {text.wishHint}
      </p>
      <textarea
        id="wish"
        name="wish"
        rows={4}
        required
        minLength={2}
        maxLength={500}
        defaultValue={typed.wish}
        aria-describedby="wish-hint"
      />
      <label htmlFor="region">{text.village}</label>
      <select id="region" name="regionCode" required defaultValue={typed.regionCode}>
        <option value="">{text.choose}</option>
        {townships.map((township) => (
          <optgroup key={township.code} label={township.name}>
            {regions
              .filter(({ parentCode }) => parentCode === township.code)
              .map((village) => (
                <option key={village.code} value={village.code}>
                  {village.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {(forOther || typed.called !== '') && (
        <>
          <label htmlFor="called">{text.calledOther}</label>
          <input
            id="called"
            name="called"
            required
            maxLength={20}
            defaultValue={typed.called}
            placeholder={text.calledHint}
            autoComplete="off"
          />
        </>
      )}
      <button type="submit" name="to" value="check" className="button large">
        {text.next}
      </button>
    </form>
  )
}

interface CheckProps {
  readonly typed: Typed
  readonly classifications: readonly Classification[]
  readonly similar: readonly SimilarOrder[]
  readonly problem: ReactNode
}

const kindOf = ({ menuItemId, topic }: Classification) =>
  menuItemId === null ? `topic:${topic}` : `item:${menuItemId}`

function CheckStep({ typed, classifications, similar, problem }: CheckProps) {
  const text = useServiceText()
  const terms = useTerms()
  const [best] = classifications
  const chosen = typed.kind || (best ? kindOf(best) : 'none:')
  return (
    <form method="post" className="plain-form">
      <p className="quiet">{text.steps(2)}</p>
      {problem}
      <Carry typed={typed} but={['kind', 'join', 'phone', 'people', 'dayPart']} />
      <p>
        {text.youWrote} <strong>{typed.wish}</strong>
      </p>
      <fieldset className="choices">
        <legend>{text.checkTitle}</legend>
        {classifications.length === 0 && <p className="quiet">{text.notUnderstood}</p>}
        {classifications.map((one) => (
          <label key={kindOf(one)}>
            <input type="radio" name="kind" value={kindOf(one)} defaultChecked={chosen === kindOf(one)} />
            <span>
              {one.menuTitle ?? text.topicOnly(terms.topic[one.topic])}
              {one.words.length > 0 && <small>{text.because(one.words)}</small>}
            </span>
          </label>
        ))}
        <label>
          <input type="radio" name="kind" value="none:" defaultChecked={chosen === 'none:'} />
          <span>{text.noneFits}</span>
        </label>
      </fieldset>
      <label htmlFor="phone">{text.phone}</label>
      <p className="quiet" id="phone-hint">
        {text.phoneHint}
      </p>
      <input
        id="phone"
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        required
        defaultValue={typed.phone}
        aria-describedby="phone-hint"
      />
      <label htmlFor="people">{text.people}</label>
      <input
        id="people"
        name="people"
        type="number"
        min={1}
        max={5000}
        inputMode="numeric"
        defaultValue={typed.people}
      />
      <label htmlFor="part">{text.dayPart}</label>
      <select id="part" name="dayPart" defaultValue={typed.dayPart}>
        <option value="">{text.anyTime}</option>
        {dayParts.map((part) => (
          <option key={part} value={part}>
            {terms.dayPart[part]}
          </option>
        ))}
      </select>
      {similar.length > 0 && <Similar orders={similar} />}
      <button type="submit" name="to" value="code" className="button large">
        {text.sendCode}
      </button>
      <p className="quiet">{text.noPhone}</p>
      <button type="submit" name="to" value="wish" formNoValidate className="button second">
        {text.back}
      </button>
    </form>
  )
}

/** Joining is a choice of the same form: with it chosen, the code's page joins instead of ordering anew. */
function Similar({ orders }: { orders: readonly SimilarOrder[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const language = useLanguage()
  return (
    <fieldset className="choices similar">
      <legend>{text.similarTitle}</legend>
      <p className="quiet">{text.similarLead}</p>
      {orders.map((one) => {
        const what = one.title || (one.topic === null ? '' : terms.topic[one.topic])
        return (
          <label key={one.orderId}>
            <input type="checkbox" name="join" value={one.orderId} />
            <span>
              {text.joinThis}
              <small>
                {text.similar(what, one.regionName, one.askers)}
                {one.visitOn && text.similarOn(formatDay(one.visitOn, language))}
              </small>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

function CodeStep({ step }: { step: Extract<OrderStep, { step: 'code' }> }) {
  const { typed, sent, key, problem } = step
  const text = useServiceText()
  return (
    <form method="post" className="plain-form">
      <p className="quiet">{text.steps(3)}</p>
      <Problem problem={problem} />
      <Carry typed={typed} />
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="phoneMasked" value={sent.phoneMasked} />
      <input type="hidden" name="shown" value={sent.shown ?? ''} />
      <p role="status" className="code-note">
        {sent.shown === null ? text.codeSent(sent.phoneMasked) : text.codeShown(sent.shown)}
      </p>
      <label htmlFor="code">{text.code}</label>
      <input
        id="code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={8}
        className="code"
      />
      <button type="submit" name="to" value="send" className="button large">
        {typed.join === '' ? text.place : text.placeJoin}
      </button>
      <button type="submit" name="to" value="check" formNoValidate className="button second">
        {text.back}
      </button>
    </form>
  )
}

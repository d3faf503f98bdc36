import { OrderStatus } from '@kepu/contract/service'
import { scores } from '@kepu/contract/service-rating'
import type { AskerOrder } from '@kepu/contract/service-visit'
import { type ReactNode, useId } from 'react'
import { useActionData } from 'react-router'
import { dayOf, formatDay } from '../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../lib/screen.tsx'
import { type Tracked, trackAction } from './track-action.ts'
import { Problem, useServiceText } from './words.tsx'

export const action = trackAction

/** 查我的单: by number and code; then what the asker can do about it, one thing a form. */
export default function TrackPage() {
  const tracked = useActionData<typeof action>()
  const text = useServiceText()
  return (
    <article className="ordering">
      <title>{text.trackTitle}</title>
      <h1>{text.trackTitle}</h1>
      <Problem problem={tracked?.problem ?? null} />
      {tracked?.did && (
        <p role="status" className="code-note">
          {text.thanks}
        </p>
      )}
      {tracked?.order ? <Standing tracked={tracked} order={tracked.order} /> : <LookUp tracked={tracked ?? null} />}
    </article>
  )
}

function LookUp({ tracked }: { tracked: Tracked | null }) {
  const text = useServiceText()
  return (
    <form method="post" className="plain-form">
      <p>{text.trackLead}</p>
      <label htmlFor="number">{text.number}</label>
      <input
        id="number"
        name="number"
        inputMode="numeric"
        autoComplete="off"
        required
        className="code"
        defaultValue={tracked?.number ?? ''}
      />
      <label htmlFor="code">{text.queryCode}</label>
      <input id="code" name="code" inputMode="numeric" autoComplete="off" required className="code" />
      <button type="submit" className="button large">
        {text.look}
      </button>
    </form>
  )
}

function Standing({ tracked, order }: { tracked: Tracked; order: AskerOrder }) {
  const text = useServiceText()
  const language = useLanguage()
  const can = new Set(order.can)
  const day = (iso: string) => formatDay(iso, language)
  const { visit } = order
  return (
    <>
      <section className="slip" aria-labelledby="standing">
        <h2 id="standing">{order.title}</h2>
        <p>
          {order.regionName} · {text.placedOn(day(dayOf(order.placedAt)))}
          {order.askers > 1 && ` · ${text.askers(order.askers)}`}
        </p>
        <p className="standing">
          {text.status}：<strong>{useStatus(order.status)}</strong>
        </p>
        <Waiting order={order} />
        {visit && (
          <p>
            <strong>{text.visit(day(visit.day), visit.startsAt, visit.endsAt)}</strong>
            {visit.place && `，${text.visitPlace(visit.place)}`}
          </p>
        )}
        {order.teamName && <p>{text.team(order.teamName)}</p>}
        {order.reason && <p>{text.reason(order.reason)}</p>}
      </section>
      {order.question !== null && <Answer tracked={tracked} question={order.question} />}
      {can.has('confirm') && (
        <Act tracked={tracked} to="confirmation" title={text.confirmQuestion} submit={text.confirm} />
      )}
      {can.has('rate') && <Rate tracked={tracked} />}
      {order.rated && <p className="quiet">{text.rated}</p>}
      {can.has('dispute') && (
        <WithReason tracked={tracked} to="dispute" label={text.disputeReason} submit={text.dispute} />
      )}
      {can.has('withdraw') && (
        <WithReason tracked={tracked} to="withdrawal" label={text.withdrawReason} submit={text.withdraw} />
      )}
    </>
  )
}

function useStatus(status: string): string {
  const terms = useTerms()
  const { data } = OrderStatus.safeParse(status)
  return data ? terms.orderStatus[data] : status
}

const TEAMS = ['offered', 'accepted', 'scheduled', 'serving']

function Waiting({ order }: { order: AskerOrder }) {
  const text = useServiceText()
  const language = useLanguage()
  const until = order.dueOn === null ? '' : text.until(formatDay(order.dueOn, language))
  if (order.question !== null || order.can.includes('confirm')) return <p>{text.waitsForYou}</p>
  if (order.waitsForUnit !== null)
    return (
      <p>
        {text.waitsForUnit(order.waitsForUnit)}
        {until}
      </p>
    )
  if (order.teamName !== null && TEAMS.includes(order.status))
    return (
      <p>
        {text.waitsForTeam(order.teamName)}
        {until}
      </p>
    )
  return null
}

interface ActProps {
  readonly tracked: Tracked
  readonly to: string
  readonly title?: string
  readonly submit: string
  readonly second?: boolean
  readonly children?: ReactNode
}

/** A form that carries the numbers and does one thing. */
function Act({ tracked, to, title, submit, second = false, children }: ActProps) {
  return (
    <form method="post" className="plain-form">
      <input type="hidden" name="number" value={tracked.number} />
      <input type="hidden" name="code" value={tracked.code} />
      {title && <h2>{title}</h2>}
      {children}
      <button type="submit" name="to" value={to} className={second ? 'button second' : 'button large'}>
        {submit}
      </button>
    </form>
  )
}

function Answer({ tracked, question }: { tracked: Tracked; question: string }) {
  const text = useServiceText()
  return (
    <Act tracked={tracked} to="answer" title={`${text.question}${question}`} submit={text.sendAnswer}>
      <label htmlFor="answer">{text.answer}</label>
      <textarea id="answer" name="answer" rows={2} required maxLength={500} />
    </Act>
  )
}

function WithReason(props: Omit<ActProps, 'title' | 'children'> & { label: string }) {
  const { label, ...act } = props
  const id = useId()
  return (
    <details className="plain-form">
      <summary>{act.submit}</summary>
      <Act {...act} second>
        <label htmlFor={id}>{label}</label>
        <input id={id} name="reason" required minLength={2} maxLength={300} autoComplete="off" />
      </Act>
    </details>
  )
}

/** Nothing is chosen beforehand: whoever sends it without a choice is asked by the browser to make one. */
function Rate({ tracked }: { tracked: Tracked }) {
  const text = useServiceText()
  const terms = useTerms()
  return (
    <Act tracked={tracked} to="rating" submit={text.rate}>
      <fieldset className="choices">
        <legend>{text.rateTitle}</legend>
        <p className="quiet">{text.rateLead}</p>
        {scores.map((score) => (
          <label key={score}>
            <input type="radio" name="score" value={score} required />
            <span>{terms.score[score]}</span>
          </label>
        ))}
      </fieldset>
      <label htmlFor="comment">{text.comment}</label>
      <textarea id="comment" name="comment" rows={3} maxLength={300} />
    </Act>
  )
}

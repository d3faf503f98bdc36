import { CorrectionView, OwnView } from '@kepu/contract/people-correction'
import { type ActionFunctionArgs, Form, type LoaderFunctionArgs, useActionData, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { formatInstant } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { newKey } from '../../../lib/verb.ts'
import proofCss from './proof.css?url'
import { useProofText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const { county, token } = call.params
  const answer = await apiOf(call).raw(withQuery(path`/counties/${county}/own`, { token: token ?? null }))
  // A link that was used or has run out is no error: the page says so.
  return answer.ok ? OwnView.parse(await answer.json()) : null
}

export async function action(call: ActionFunctionArgs) {
  const { county, token } = call.params
  const form = await call.request.formData()
  const word = (name: string) => String(form.get(name) ?? '').trim()
  const fields = ['employer', 'position', 'phone'] as const
  const proposal = Object.fromEntries(fields.flatMap((name) => (word(name) === '' ? [] : [[name, word(name)]])))
  const body = { token, proposal, note: word('note') }
  const send = { method: 'POST', body, key: newKey() } as const
  const outcome = await apiOf(call).send(path`/counties/${county}/own/corrections`, send, CorrectionView)
  return outcome.ok ? { sent: true as const } : { sent: false as const, code: outcome.problem.code }
}

/** 本人信息: what the register holds of the reader, by a link, without script. */
export default function Own() {
  const own = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const text = useProofText()
  return (
    <article>
      <title>{text.own}</title>
      <link rel="stylesheet" href={proofCss} precedence="proof" />
      <meta name="referrer" content="same-origin" />
      <meta name="robots" content="noindex" />
      <h1>{text.own}</h1>
      {answer?.sent && <p className="verdict valid">{text.sent}</p>}
      {answer?.sent === false && (
        <p className="verdict" role="alert">
          {text.failed}
          {answer.code}
        </p>
      )}
      {own !== null && <Record own={own} />}
      {own === null && !answer?.sent && <p className="verdict">{text.spent}</p>}
    </article>
  )
}

function Record({ own }: { own: OwnView }) {
  const text = useProofText()
  const terms = useTerms()
  const { person } = own
  const rows: readonly (readonly [string, string | null])[] = [
    [text.name, person.name],
    [text.phone, own.phone],
    [text.employer, person.employer],
    [text.position, person.position],
    [text.topics, person.topics.map((topic) => terms.topic[topic]).join('、')],
    [text.teams, person.teams.map(({ name }) => name).join('、')],
  ]
  return (
    <>
      {own.until !== null && <p>{text.ownLead(own.until)}</p>}
      <dl className="facts">
        {rows.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <h2>{text.looks}</h2>
      {own.looks.length === 0 && <p>{text.nobody}</p>}
      <ul>
        {own.looks.map((look) => (
          <li key={look.id}>
            {formatInstant(look.at)} {look.byName} {look.unitName} {terms.lookPurpose[look.purpose]} {look.note}
          </li>
        ))}
      </ul>
      <h2>{text.records}</h2>
      <p>{text.total(own.hours)}</p>
      <ul>
        {own.records.map(({ id, servedOn, title, hours, proof }) => (
          <li key={id}>
            {servedOn} {title} {hours} {terms.recordProof[proof]}
          </li>
        ))}
      </ul>
      <h2>{text.correct}</h2>
      <p>{text.correctLead}</p>
      <Form method="post" className="plain-form">
        {(['employer', 'position', 'phone'] as const).map((field) => (
          <p key={field}>
            <label htmlFor={field}>{text[field]}</label>
            <input id={field} name={field} maxLength={60} autoComplete="off" />
          </p>
        ))}
        <p>
          <label htmlFor="note">{text.note}</label>
          <input id="note" name="note" maxLength={300} autoComplete="off" />
        </p>
        <button type="submit">{text.send}</button>
      </Form>
    </>
  )
}

import { CertificateCheckView, IssuerKeys } from '@kepu/contract/people-certificate'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path, withQuery } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCounty } from '../../../shell/portal.tsx'
import proofCss from './proof.css?url'
import { useProofText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const { searchParams } = new URL(call.request.url)
  const { county } = call.params
  const code = call.params['code'] ?? searchParams.get('code')
  const text = searchParams.get('text')
  const asked = text ? { text } : code ? { code } : null
  const check =
    asked === null
      ? null
      : await api.get(withQuery(path`/counties/${county}/verification`, asked), CertificateCheckView)
  return { check, keys: await api.get(path`/counties/${county}/issuer/keys`, IssuerKeys) }
}

/** 证书核验: for anybody, without script. */
export default function Verify() {
  const { check, keys } = useLoaderData<typeof loader>()
  const text = useProofText()
  const { code } = useCounty()
  return (
    <article>
      <title>{text.verify}</title>
      <link rel="stylesheet" href={proofCss} precedence="proof" />
      <h1>{text.verify}</h1>
      {check !== null && <Result check={check} />}
      <p>{text.verifyLead}</p>
      <form method="get" action={`/${code}/verify`} className="plain-form">
        <label htmlFor="code">{text.code}</label>
        <input id="code" name="code" maxLength={40} autoComplete="off" />
        <label htmlFor="text">{text.qrText}</label>
        <textarea id="text" name="text" rows={3} maxLength={4000} />
        <button type="submit">{text.check}</button>
      </form>
      <h2>{text.keys}</h2>
      <p>{text.keysLead}</p>
      <ul>
        {keys.keys.map(({ kid, x, retired }) => (
          <li key={kid}>
            <code className="address">{x}</code>（{retired ? text.retired : text.current}）
          </li>
        ))}
      </ul>
      <p>
        <a href={`/api/v1/counties/${code}/issuer/keys`}>JWK Set</a>
      </p>
    </article>
  )
}

function Result({ check }: { check: CertificateCheckView }) {
  const text = useProofText()
  const terms = useTerms()
  const period = check.from === null ? null : `${check.from} – ${check.to}`
  const rows: readonly (readonly [string, string | number | null])[] = [
    [text.code, check.code],
    [text.name, check.masked],
    [text.unit, check.unitName],
    [text.period, period],
    [text.services, check.services],
    [text.hours, check.hours],
    [text.issuedOn, check.issuedOn],
    [text.revokedOn, check.revokedOn],
  ]
  return (
    <section role="status" className={check.state === 'valid' ? 'verdict valid' : 'verdict'}>
      <h2>
        {check.kind !== null && terms.certificateKind[check.kind]} {text.states[check.state]}
      </h2>
      <dl className="facts">
        {rows.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  )
}

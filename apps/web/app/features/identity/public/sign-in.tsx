import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type Api, apiOf } from '../../../lib/api.ts'
import { localPath } from '../../../lib/local-path.ts'
import { useMessages } from '../../../lib/screen.tsx'
import { PortalFrame } from '../../../shell/portal-frame.tsx'
import { signInEn } from './messages.en.ts'
import { signInZh } from './messages.zh-CN.ts'

type Mistake = 'wrong' | 'tooMany' | 'missing' | 'failed' | 'twoFactorWrong'

export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  return { next: localPath(searchParams.get('next'), '/desk'), code: searchParams.get('step') === 'code' }
}

export async function action(call: ActionFunctionArgs) {
  const form = await call.request.formData()
  const word = (name: string) => String(form.get(name) ?? '').trim()
  const next = localPath(word('next'), '/desk')
  return word('step') === 'code' ? verifyCode(apiOf(call), word('code'), next) : signIn(apiOf(call), form, next)
}

async function signIn(api: Api, form: FormData, next: string) {
  const username = String(form.get('username') ?? '')
    .trim()
    .toLowerCase()
  const password = String(form.get('password') ?? '')
  if (username === '' || password === '') return refused('missing', username)
  const answer = await post(api, '/auth/sign-in/username', { username, password })
  if (!answer.ok) return refused(mistakeOf(answer, 'wrong'), username)
  const body: unknown = await answer.json()
  const second = body !== null && typeof body === 'object' && 'twoFactorRedirect' in body
  return withCookies(answer, second ? `/sign-in?step=code&next=${encodeURIComponent(next)}` : next)
}

async function verifyCode(api: Api, code: string, next: string) {
  const answer = await post(api, '/auth/two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') })
  return answer.ok ? withCookies(answer, next) : refused(mistakeOf(answer, 'twoFactorWrong'), '')
}

function post(api: Api, address: string, body: Readonly<Record<string, string>>): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return api.raw(address, { method: 'POST', headers, body: JSON.stringify(body) })
}

function mistakeOf(answer: Response, otherwise: Mistake): Mistake {
  if (answer.status === 429) return 'tooMany'
  return answer.status >= 500 ? 'failed' : otherwise
}

function refused(mistake: Mistake, username: string) {
  return data({ mistake, username }, { status: mistake === 'tooMany' ? 429 : 400 })
}

function withCookies(answer: Response, address: string): Response {
  const headers = new Headers()
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return redirect(address, { headers })
}

/** A native form: it works without script, and password managers know it. */
export default function SignIn() {
  const { next, code } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mistake = answer && 'mistake' in answer ? answer : null
  const text = useMessages({ 'zh-CN': signInZh, en: signInEn })
  return (
    <PortalFrame county={null}>
      <title>{text.title}</title>
      <section className="sign-in">
        <h1>{text.title}</h1>
        {mistake && (
          <p className="notice" role="alert" id="mistake">
            {text[mistake.mistake]}
          </p>
        )}
        <Form method="post" reloadDocument>
          <input type="hidden" name="next" value={next} />
          {code ? <CodeField /> : <PasswordFields username={mistake?.username ?? ''} invalid={mistake !== null} />}
          <button type="submit" className="button">
            {code ? text.verify : text.signIn}
          </button>
        </Form>
        <p className="quiet">{text.lead}</p>
      </section>
    </PortalFrame>
  )
}

function PasswordFields({ username, invalid }: { username: string; invalid: boolean }) {
  const text = useMessages({ 'zh-CN': signInZh, en: signInEn })
  const described = invalid ? { 'aria-invalid': true, 'aria-describedby': 'mistake' } : {}
  return (
    <>
      <label htmlFor="username">{text.username}</label>
      <input
        id="username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={username}
        {...described}
      />
      <label htmlFor="password">{text.password}</label>
      <input id="password" name="password" type="password" autoComplete="current-password" required {...described} />
    </>
  )
}

function CodeField() {
  const text = useMessages({ 'zh-CN': signInZh, en: signInEn })
  return (
    <>
      <input type="hidden" name="step" value="code" />
      <label htmlFor="code">{text.twoFactor}</label>
      <p className="quiet">{text.twoFactorHint}</p>
      <input id="code" name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={8} />
    </>
  )
}

import { CountyCode } from '@kepu/contract'
import { type LoaderFunctionArgs, redirect } from 'react-router'
import { isLanguage } from '../lib/language.ts'
import { localPath } from '../lib/local-path.ts'

const A_YEAR = 365 * 24 * 3600

/** Keeps the reader's language, large type or county in a cookie, without script, and goes back to where they were. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const headers = new Headers()
  const keep = (name: string, value: string) =>
    headers.append('set-cookie', `${name}=${value}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax`)
  const language = searchParams.get('lang')
  if (isLanguage(language)) keep('kepu_lang', language)
  const elder = searchParams.get('elder')
  if (elder === '0' || elder === '1') keep('kepu_elder', elder)
  const county = CountyCode.safeParse(searchParams.get('county'))
  if (county.success) keep('kepu_county', county.data)
  return redirect(localPath(searchParams.get('back')), { headers })
}

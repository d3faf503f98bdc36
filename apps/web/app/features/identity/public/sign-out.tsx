import { type ActionFunctionArgs, redirect } from 'react-router'
import { apiOf } from '../../../lib/api.ts'

export function loader() {
  return redirect('/')
}

/** Ends the session and forgets its cookies. */
export async function action(call: ActionFunctionArgs) {
  const answer = await apiOf(call).raw('/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const headers = new Headers()
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return redirect('/sign-in', { headers })
}

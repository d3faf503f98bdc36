import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../src/app.ts'
import { report } from './report.ts'
import { ms, table, time } from './timing.ts'
import { withDemonstration } from './world.ts'

const ORIGIN = 'http://bench'
const PEOPLE = [
  ['county coordinator', 'kexie'],
  ['department officer', 'jiaowei'],
  ['township officer', 'zhongzhou'],
  ['village', 'xiaqiao'],
  ['county head', 'lingdao'],
  ['auditor', 'shenji'],
] as const

/** The page that starts the day, for each role of the demonstration county, through the whole application, signed in. */
export async function benchToday(): Promise<void> {
  const rows = await withDemonstration(async ({ app }, home) => {
    const file = await readFile(join(home, 'secrets', 'demo-accounts.json'), 'utf8')
    const passwords = new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(file))))
    const measured: string[][] = []
    for (const [role, username] of PEOPLE) {
      const cookie = await signIn(app, username, passwords.get(username) ?? '')
      const ask = async () => {
        const response = await app.fetch(new Request(`${ORIGIN}/api/v1/today`, { headers: { cookie } }))
        if (response.status !== 200) throw new Error(`${username}: ${response.status}`)
        return response.arrayBuffer()
      }
      const { byteLength } = await ask()
      const timing = await time(40, ask)
      measured.push([role, `${(byteLength / 1024).toFixed(1)} KB`, ms(timing.p50), ms(timing.p95)])
    }
    return measured
  })
  const text = 'A plan with 55 bodies, three years of work behind it. With the check of the session.'
  await report('today', 'The page that starts the day', `${text}\n\n${table(['role', 'size', 'p50', 'p95'], rows)}`)
}

async function signIn(app: App, username: string, password: string): Promise<string> {
  const answer = await app.fetch(
    new Request(`${ORIGIN}/api/v1/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ username, password }),
    }),
  )
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

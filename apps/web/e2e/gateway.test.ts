import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './world.ts'

const PUBLIC = 'https://kepu.example'

let world: World
beforeAll(async () => {
  world = await openWorld({ plan: null, publicUrl: PUBLIC })
})
afterAll(() => world?.close())

/** A form sent to the public address, as the gateway passes it on: without TLS, with the host that was typed. */
function sendForm(path: string, fields: Record<string, string>, origin: string) {
  return new Promise<{ status: number; location: string; cookies: string[] }>((resolve, reject) => {
    const headers = {
      host: 'kepu.example',
      origin,
      'x-forwarded-proto': 'https',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const sent = request(`${world.url}${path}`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      const { location = '', 'set-cookie': cookies = [] } = answer.headers
      resolve({ status: answer.statusCode ?? 0, location, cookies })
    })
    sent.on('error', reject)
    sent.end(new URLSearchParams(fields).toString())
  })
}

test('behind a gateway with TLS people sign in, and the cookie is for TLS alone', async () => {
  const { username, password } = await world.account('bao', '鲍某', 'coordinator')
  const answer = await sendForm('/sign-in', { username, password, next: '/desk' }, PUBLIC)
  expect(answer).toMatchObject({ status: 302, location: '/desk' })
  expect(answer.cookies.find((cookie) => cookie.includes('session_token'))).toContain('Secure')
})

test('a form on another site cannot sign anybody in', async () => {
  const { username, password } = await world.account('deng01', '邓某', 'officer')
  const answer = await sendForm('/sign-in', { username, password }, 'https://elsewhere.example')
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.cookies.some((cookie) => cookie.includes('session_token'))).toBe(false)
})

import { expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { CLIENT_HEADER } from './client-address.ts'

/** The address that a request arrives with. */
async function seen(gateway: boolean, headers: Record<string, string>): Promise<string> {
  const echo = async (request: Request) => new Response(request.headers.get(CLIENT_HEADER))
  const listener = await listen(echo, { host: '127.0.0.1', port: 0, tries: 1, gateway })
  try {
    return await (await fetch(`http://127.0.0.1:${listener.port}/`, { headers })).text()
  } finally {
    await listener.close()
  }
}

test('a caller cannot say who they are', async () => {
  expect(await seen(false, { [CLIENT_HEADER]: '203.0.113.9', 'x-forwarded-for': '203.0.113.9' })).toBe('127.0.0.1')
  expect(await seen(true, { [CLIENT_HEADER]: '203.0.113.9' })).toBe('127.0.0.1')
})

test('a gateway can: the last address is the one that it has seen', async () => {
  expect(await seen(true, { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })).toBe('203.0.113.7')
})

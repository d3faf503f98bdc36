import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { Outbound, OutboundFailed } from './outbound.ts'

const outbound = new Outbound([])

test.for([
  '127.0.0.1',
  '127.9.9.9',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  'localhost',
  'no address',
])('%s is not reached', (address) => expect(outbound.mayReach(address)).toBe(false))

test.for(['8.8.8.8', '114.114.114.114', '172.15.0.1', '172.32.0.1', '2400:3200::1', '::ffff:8.8.8.8'])(
  '%s is reached',
  (address) => expect(outbound.mayReach(address)).toBe(true),
)

test.for([
  ['http://127.0.0.1/', false],
  ['http://[::1]:8080/', false],
  ['http://2130706433/', false],
  ['http://0x7f.1/', false],
  ['http://localhost/', false],
  ['http://user:word@example.com/', false],
  ['ftp://example.com/', false],
  ['file:///etc/passwd', false],
  ['example.com', false],
  ['https://example.com/hook?x=1', true],
  ['http://example.com:8080/', true],
] as const)('%s: %s', ([address, taken]) => expect(outbound.takes(address)).toBe(taken))

test('a network that the configuration names is reached, its neighbours are not', () => {
  const inside = new Outbound(['10.20.0.0/16', '192.168.7.9'])
  expect(inside.mayReach('10.20.3.4')).toBe(true)
  expect(inside.mayReach('10.21.3.4')).toBe(false)
  expect(inside.mayReach('192.168.7.9')).toBe(true)
  expect(inside.mayReach('192.168.7.8')).toBe(false)
})

test('a name that answers with the machine itself is refused when the connection is made', async () => {
  const server = createServer((_, answer) => answer.end('secret')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  // Every system resolves names under localhost to itself, and the name isn't one that is refused unread.
  await expect(outbound.post(`http://hook.localhost:${port}/`, {}, '{}')).rejects.toThrow(OutboundFailed)
  const inside = new Outbound(['127.0.0.0/8'])
  expect(await inside.post(`http://127.0.0.1:${port}/`, {}, '{}')).toBe(200)
  server.close()
})

test('nobody is followed elsewhere', async () => {
  const server = createServer((_, answer) => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  expect(await new Outbound(['127.0.0.1']).post(`http://127.0.0.1:${port}/`, {}, '{}')).toBe(302)
  server.close()
})

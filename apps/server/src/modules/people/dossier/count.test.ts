import { fc, test as property } from '@fast-check/vitest'
import type { EntryView } from '@kepu/contract/people-certificate'
import { expect, test } from 'vitest'
import { base58, didOf } from '../certificate/jws.ts'
import { encodeStatusList, statusAt } from '../certificate/status-list.ts'
import { countDossier } from './count.ts'
import { rulePacks } from './packs.ts'

const entry: fc.Arbitrary<EntryView> = fc.record({
  recordId: fc.uuid(),
  title: fc.constant('讲座'),
  kind: fc.constantFrom('lecture', 'training', 'online', 'drill'),
  day: fc.constantFrom('2022-05-01', '2023-05-01', '2024-05-01'),
  hours: fc.integer({ min: 1, max: 12 }).map((halves) => halves / 2),
  place: fc.constant('东岭镇'),
  organiser: fc.constant('县科协'),
  personTimes: fc.option(fc.integer({ min: 1, max: 900 })),
  audience: fc.constant(null),
  proof: fc.constantFrom('seen', 'confirmed', 'claimed'),
})

property.prop([fc.array(entry, { maxLength: 60 }), fc.constantFrom(...rulePacks)])(
  'points never pass the caps, add up, and no entry takes any away',
  (entries, pack) => {
    const { counted, points } = countDossier(pack, entries)
    counted.forEach((one, i) => {
      expect(one.points).toBeLessThanOrEqual((pack.rules[i]?.yearlyCap ?? 0) * 3)
    })
    expect(points).toBeCloseTo(counted.reduce((sum, one) => sum + one.points, 0))
    expect(counted.reduce((sum, one) => sum + one.entries, 0)).toBeLessThanOrEqual(entries.length)
    expect(countDossier(pack, entries.slice(1)).points).toBeLessThanOrEqual(points + 0.001)
  },
)

property.prop([fc.uniqueArray(fc.integer({ min: 0, max: 140_000 }), { maxLength: 40 })])(
  'a status list says of each place what was put there',
  (revoked) => {
    const list = encodeStatusList(revoked, 140_001)
    for (const index of revoked) expect(statusAt(list, index)).toBe(true)
    const free = [0, 1, 77, 131_071, 140_000].filter((index) => !revoked.includes(index))
    for (const index of free) expect(statusAt(list, index)).toBe(false)
  },
)

test('did:key of the first key of RFC 8032, and base58 with leading zeros', () => {
  const key = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex')
  expect(didOf(key)).toMatch(/^did:key:z6Mk/)
  expect(base58(Uint8Array.of(0, 0, 1))).toBe('112')
  expect(base58(Uint8Array.of(255))).toBe('5Q')
})

test('a pack that is invented says so', () => {
  for (const pack of rulePacks) if (pack.invented) expect(`${pack.title}${pack.source}`).toContain('虚构')
})

import { gunzipSync } from 'node:zlib'
import {
  CertificateCheckView,
  CertificateRow,
  CertificateView,
  DossierView,
  IssuerKeys,
} from '@kepu/contract/people-certificate'
import { AddedRecords } from '@kepu/contract/people-record'
import { ed25519 } from '@noble/curves/ed25519.js'
import { compactVerify, createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect } from 'vitest'
import { findFont } from '../../src/modules/people/certificate/font.ts'
import { person } from '../support/people.ts'
import { COUNTY, test, type World } from '../support/world.ts'

async function keysOf(world: World): Promise<IssuerKeys> {
  return (await world.stranger.get(`/counties/${COUNTY}/issuer/keys`)).as(IssuerKeys)
}

/** A person with two proven services of the office and one claim. */
async function served(world: World, name: string) {
  const fang = await world.signIn('fang')
  const who = await person(world, { name, volunteerNumber: 'V-0042' })
  const work = {
    organiserId: await world.unitId('县教委'),
    personIds: [who.id],
    kind: 'lecture',
    regionCode: '999901100',
  }
  const add = async (servedOn: string, hostName: string | null) =>
    (
      await fang.post('/service-records', {
        ...work,
        title: `${servedOn} 讲座`,
        servedOn,
        hours: 2,
        hostName,
        personTimes: 40,
      })
    ).as(AddedRecords)
  await add('2024-03-01', '钱主任演示')
  await add('2024-09-01', '孙主任演示')
  await add('2024-10-01', null)
  return who
}

async function certified(world: World, personId: string): Promise<CertificateView> {
  const fang = await world.signIn('fang')
  const wish = { unitId: await world.unitId('县教委'), from: '2024-01-01', to: '2024-12-31' }
  const { id } = (await fang.post(`/people/${personId}/certificates`, wish)).as(CertificateRow)
  return (await fang.get(`/certificates/${id}`)).as(CertificateView)
}

async function check(world: World, code: string): Promise<CertificateCheckView> {
  return (await world.stranger.get(`/counties/${COUNTY}/verification?code=${code}`)).as(CertificateCheckView)
}

/** The same text with one bit of its part turned. */
function flipped(jws: string, part: 1 | 2): string {
  const parts = jws.split('.')
  const bytes = Buffer.from(parts[part] ?? '', 'base64url')
  bytes[10] = (bytes[10] ?? 0) ^ 1
  return parts.map((one, i) => (i === part ? bytes.toString('base64url') : one)).join('.')
}

test('a certificate holds what is proven, and its credential verifies with jose and with @noble/curves; a turned bit fails', async ({
  world,
}) => {
  const who = await served(world, '东郭演示')
  const view = await certified(world, who.id)
  expect(view).toMatchObject({ services: 2, hours: 4, personName: '东郭演示', kind: 'service', countyName: '青屏县' })

  const jwks = createLocalJWKSet(await keysOf(world))
  const { payload, protectedHeader } = await jwtVerify(view.credential, jwks, { typ: 'vc+jwt' })
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: view.keyId })
  expect(payload).toMatchObject({
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: view.keyId, name: '青屏县 县教委' },
    credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
    credentialSubject: { achievement: { name: '科技志愿服务证明' } },
  })
  for (const part of [1, 2] as const) await expect(jwtVerify(flipped(view.credential, part), jwks)).rejects.toThrow()

  // Offline: the QR's text and a key that was saved before; another implementation of the curve.
  const [key] = (await keysOf(world)).keys
  const jws = view.qrText.split('#')[1] ?? ''
  const [header, body, signature] = jws.split('.')
  const message = new TextEncoder().encode(`${header}.${body}`)
  const publicKey = Buffer.from(key?.x ?? '', 'base64url')
  const right = Buffer.from(signature ?? '', 'base64url')
  expect(ed25519.verify(right, message, publicKey)).toBe(true)
  message[20] = (message[20] ?? 0) ^ 1
  expect(ed25519.verify(right, message, publicKey)).toBe(false)
  expect(JSON.parse(Buffer.from(body ?? '', 'base64url').toString())).toMatchObject({
    c: COUNTY,
    n: view.code,
    p: '东郭演示',
    s: 2,
    h: 4,
  })
})

test('anybody verifies by code or QR: valid, revoked, unknown or forged, the name masked', async ({ world }) => {
  const fang = await world.signIn('fang')
  const who = await served(world, '南门演示')
  const view = await certified(world, who.id)
  expect(await check(world, view.code)).toMatchObject({ state: 'valid', masked: '南***', hours: 4, unitName: '县教委' })
  expect(await check(world, view.code.replaceAll('-', '').toLowerCase())).toMatchObject({ state: 'valid' })
  expect(await check(world, 'ZZZZ-ZZZZ-ZZZZ')).toMatchObject({ state: 'unknown', masked: null })
  expect(await check(world, 'nonsense')).toMatchObject({ state: 'unknown' })

  const scan = async (text: string) =>
    (await world.stranger.get(`/counties/${COUNTY}/verification?text=${encodeURIComponent(text)}`)).as(
      CertificateCheckView,
    )
  expect(await scan(view.qrText)).toMatchObject({ state: 'valid', code: view.code })
  expect(await scan(flipped(view.qrText.split('#')[1] ?? '', 1))).toMatchObject({ state: 'forged', masked: null })
  expect(await scan('http://x#a.b')).toMatchObject({ state: 'forged' })

  const bit = async () => {
    const answer = await world.stranger.get(`/counties/${COUNTY}/issuer/status.jwt`)
    expect(answer.headers.get('content-type')).toBe('application/vc+jwt')
    const jwt = new TextDecoder().decode(answer.bytes)
    await compactVerify(jwt, createLocalJWKSet(await keysOf(world)))
    const { credentialSubject } = decodeJwt<{ credentialSubject: { encodedList: string } }>(jwt)
    const status = decodeJwt<{ credentialStatus: { statusListIndex: string } }>(view.credential).credentialStatus
    const bytes = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'))
    expect(bytes.length).toBeGreaterThanOrEqual(16_384)
    const index = Number(status.statusListIndex)
    return (bytes[index >> 3]! >> (7 - (index % 8))) & 1
  }
  expect(await bit()).toBe(0)
  const revoke = () => fang.post(`/certificates/${view.id}/revocation`, { reason: '时长有误' })
  const answers = await Promise.all([revoke(), revoke()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(await bit()).toBe(1)
  expect(await check(world, view.code)).toMatchObject({ state: 'revoked', masked: '南***', revokedOn: '2024-11-20' })
})

test('keys rotate, and what an earlier one signed still verifies', async ({ world }) => {
  const [an, fang] = [await world.signIn('an'), await world.signIn('fang')]
  const who = await served(world, '西门演示')
  const old = await certified(world, who.id)
  expect((await fang.post('/issuer/keys')).status).toBe(403)
  expect((await an.post('/issuer/keys')).status).toBe(201)
  const fresh = await certified(world, who.id)
  expect(fresh.keyId).not.toBe(old.keyId)
  const keys = await keysOf(world)
  expect(keys.keys.filter(({ retired }) => !retired).map(({ kid }) => kid)).toEqual([fresh.keyId])
  const jwks = createLocalJWKSet(keys)
  for (const { credential } of [old, fresh]) await jwtVerify(credential, jwks)
  expect(await check(world, old.code)).toMatchObject({ state: 'valid' })
})

test('nothing proven, nothing certified; an office certifies only what it organised', async ({ world }) => {
  const fang = await world.signIn('fang')
  const who = await person(world, { name: '北宫演示' })
  const wish = { unitId: await world.unitId('县教委'), from: '2024-01-01', to: '2024-12-31' }
  expect(await fang.post(`/people/${who.id}/certificates`, wish)).toBeProblem(422, 'people.certificate.nothing')
  const other = { ...wish, unitId: await world.unitId('县科协') }
  expect(await fang.post(`/people/${who.id}/certificates`, other)).toBeProblem(403, 'platform.notAllowed')
})

test('a dossier counts by a rule pack, marks what is claimed, and is signed', async ({ world }) => {
  const fang = await world.signIn('fang')
  const who = await served(world, '左丘演示')
  const shown = (await fang.get(`/people/${who.id}/dossier?packId=invented-a`)).as(DossierView)
  expect(shown.pack).toMatchObject({ invented: true })
  expect(shown.entries.map(({ proof }) => proof).sort()).toEqual(['claimed', 'confirmed', 'confirmed'])
  expect(shown.counted).toMatchObject([
    { ruleId: 'lecture', entries: 2, points: 4, cut: 0 },
    { ruleId: 'small', entries: 0 },
    { ruleId: 'claimed', entries: 1, points: 0.4 },
  ])
  const made = (await fang.post(`/people/${who.id}/dossiers`, { packId: 'invented-a' })).as(CertificateRow)
  const view = (await fang.get(`/certificates/${made.id}`)).as(CertificateView)
  expect(view.dossier?.points).toBe(4.4)
  await jwtVerify(view.credential, createLocalJWKSet(await keysOf(world)))
  expect(await fang.post(`/people/${who.id}/dossiers`, { packId: 'none' })).toBeProblem(422, 'people.pack.unknown')
})

test('the PDF has the name in it where the machine has a Chinese font, else it says why not', async ({ world }) => {
  const fang = await world.signIn('fang')
  const view = await certified(world, (await served(world, '百官演示')).id)
  const answer = await fang.get(`/certificates/${view.id}.pdf`)
  if ((await findFont()) === null) {
    expect(answer).toBeProblem(422, 'people.font.none')
    return
  }
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(new TextDecoder('latin1').decode(answer.bytes.slice(0, 5))).toBe('%PDF-')
  expect(answer.bytes.length).toBeLessThan(1_000_000)
  const { extractText, getDocumentProxy } = await import('unpdf')
  const { text } = await extractText(await getDocumentProxy(answer.bytes), { mergePages: true })
  expect(text.replaceAll(/\s/g, '')).toContain('百官演示')
})

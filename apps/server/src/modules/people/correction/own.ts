import { createHash, randomBytes } from 'node:crypto'
import { CorrectionView, MadeLink, MakeLink, OwnView, RequestOwnCorrection } from '@kepu/contract/people-correction'
import { sql } from 'kysely'
import { z } from 'zod'
import { dayInShanghai } from '../../../platform/clock.ts'
import { command, type Work } from '../../../platform/command.ts'
import { refuse } from '../../../platform/problem.ts'
import { query, type Read } from '../../../platform/query.ts'
import { recordConditions, recordView, selectRecords, sumRecords } from '../record/record-rows.ts'
import { findPerson, personForActor } from '../register/person-rows.ts'
import { looksAt } from '../register/queries.ts'
import { regionName } from '../register/regions.ts'
import { teamsOfPerson } from '../register/team-rows.ts'
import type { Person } from '../register/types.ts'
import { personView } from '../register/views.ts'
import { ask, stopCorrection } from './commands.ts'
import { correctionView, openPhone } from './rows.ts'

const DAYS = 7
const SHOWN = 200
/** A link's secret is 128 random bits: whoever tries is slowed down, not the one who has it. */
const TRIES = { perClient: { max: 60, seconds: 600 } } as const

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A link for a person without an account. It's shown to whoever makes it, once, to be handed on. */
export const makeLink = command({
  name: 'people.link.make',
  input: MakeLink,
  output: MadeLink,
  secret: true,
  async run(work, { personId }) {
    const person = await personForActor(work, personId, 'people.link.make')
    const token = randomBytes(16).toString('base64url')
    const expiresAt = new Date(work.now.getTime() + DAYS * 24 * 3600_000)
    await work.tx
      .insertInto('people.own_link')
      .values({
        county_code: work.county,
        token_hash: hashOf(token),
        person_id: person.id,
        made_by_name: work.actor.name,
        expires_at: expiresAt,
      })
      .execute()
    work.record({ subject: ['person', personId], detail: { expiresAt: expiresAt.toISOString() } })
    return { path: `/${work.county}/own/${token}`, expiresAt: expiresAt.toISOString() }
  },
})

/** The link that this secret opens, if it's neither spent nor past. */
async function linkOf({ tx, county, now }: Pick<Read, 'tx' | 'county' | 'now'>, token: string) {
  return tx
    .selectFrom('people.own_link')
    .select(['token_hash', 'person_id', 'expires_at'])
    .where('county_code', '=', county)
    .where('token_hash', '=', hashOf(token))
    .where('spent_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

async function whoIs({ tx, county }: Pick<Read, 'tx' | 'county'>, personId: string): Promise<Person> {
  const person = await findPerson(tx, county, personId)
  const whole = person?.mergedInto ? await findPerson(tx, county, person.mergedInto) : person
  return whole && whole.status !== 'erased' ? whole : refuse({ code: 'platform.notFound', kind: 'person' })
}

async function ownView(read: Read, person: Person, until: string | null): Promise<OwnView> {
  const where = recordConditions(read.county, { personId: person.id }, null)
  const corrections = await read.tx
    .selectFrom('people.correction')
    .selectAll()
    .where('county_code', '=', read.county)
    .where('person_id', '=', person.id)
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const nobody = { vault: read.vault, actor: null }
  return {
    person: personView(
      person,
      {
        regionName: await regionName(read.tx, person.regionCode),
        teams: await teamsOfPerson(read.tx, read.county, person.id),
      },
      nobody,
    ),
    phone: openPhone(read.vault, person),
    looks: (await looksAt(read, person.id, undefined, SHOWN)).items,
    records: (await selectRecords(read.tx, where, SHOWN)).map((row) => recordView(row, null)),
    hours: (await sumRecords(read.tx, where)).hours,
    corrections: corrections.map((row) => correctionView(row, person, nobody)),
    until,
  }
}

/** The own record of whoever has signed in. */
export const showOwn = query({
  name: 'people.own.show',
  access: 'signedIn',
  input: z.object({}),
  output: OwnView,
  async run(read) {
    const row = await read.tx
      .selectFrom('people.person')
      .select('id')
      .where('county_code', '=', read.county)
      .where('user_id', '=', read.actor?.id ?? '')
      .where('status', '=', 'active')
      .executeTakeFirst()
    if (!row) refuse({ code: 'platform.notFound', kind: 'person' })
    return ownView(read, await whoIs(read, row.id), null)
  },
})

/** The own record by a link. */
export const showOwnByLink = query({
  name: 'people.own.showByLink',
  access: 'public',
  limits: TRIES,
  input: z.object({ token: z.string().min(20).max(100) }),
  output: OwnView,
  async run(read, { token }) {
    const link = (await linkOf(read, token)) ?? stopCorrection({ code: 'people.link.spent' })
    return ownView(read, await whoIs(read, link.person_id), dayInShanghai(link.expires_at))
  },
})

/** The person asks by the link, which is spent with it. The audit trail says «the person», not the name. */
export const requestOwnCorrection = command({
  name: 'people.own.request',
  open: TRIES,
  input: RequestOwnCorrection,
  output: CorrectionView,
  async run(work, { token, ...wish }) {
    const link = (await linkOf(work, token)) ?? stopCorrection({ code: 'people.link.spent' })
    await spend(work, link.token_hash)
    return ask(work, await whoIs(work, link.person_id), 'person', wish)
  },
})

/** Of two who send the same link at once, one finds it spent. */
async function spend(work: Work, tokenHash: Buffer): Promise<void> {
  const spent = await sql`update people.own_link set spent_at = ${work.now}
    where county_code = ${work.county} and token_hash = ${tokenHash} and spent_at is null`.execute(work.tx)
  if (spent.numAffectedRows !== 1n) stopCorrection({ code: 'people.link.spent' })
}

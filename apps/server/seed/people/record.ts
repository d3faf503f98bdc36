import type { Audience } from '@kepu/contract'
import type { DeliveryKind } from '@kepu/contract/ledger'
import { type HeadPost, type Language, PersonInput, type PersonKind, type Topic } from '@kepu/contract/people'
import { TeamInput } from '@kepu/contract/people-team'
import { random as randomOf } from '@kepu/numeric'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { addPerson, addTeam, type DoneService, recordService } from '../../src/modules/people/index.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayInShanghai } from '../../src/platform/clock.ts'
import { command, execute } from '../../src/platform/command.ts'
import { inCounty, type Tx } from '../../src/platform/database.ts'
import { specialities, surnames } from './invented-data.ts'

interface Place {
  readonly unitId: string
  readonly unitName: string
  readonly regionCode: string
}

interface Setting {
  readonly townships: readonly Place[]
  readonly offices: readonly Place[]
}

/** Townships and offices of the county, in the order of their making. */
async function settingOf(tx: Tx, county: string): Promise<Setting> {
  const rows = await tx
    .selectFrom('organization.unit')
    .select(['id', 'name', 'kind', 'region_code'])
    .where('county_code', '=', county)
    .where('active', '=', true)
    .where('kind', 'in', ['township', 'department', 'massOrganization'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const places = rows.map((row) => ({ unitId: row.id, unitName: row.name, kind: row.kind, region: row.region_code }))
  const townships = places.flatMap(({ unitId, unitName, kind, region }) =>
    kind === 'township' && region !== null ? [{ unitId, unitName, regionCode: region }] : [],
  )
  const seat = townships[0]?.regionCode ?? county
  const offices = places.flatMap(({ unitId, unitName, kind }) =>
    kind === 'township' ? [] : [{ unitId, unitName, regionCode: seat }],
  )
  return { townships, offices: offices.length > 0 ? offices : townships }
}

const KINDS: readonly PersonKind[] = ['expert', 'head', 'envoy', 'lecturer', 'veteran', 'tutor', 'volunteer']
const HEADS: readonly HeadPost[] = ['hospital', 'school', 'agriculture']

export interface DemoPerson {
  readonly person: PersonInput
  readonly phone: string
}

/** People who don't exist: a surname and 演示, numbers that nobody is given. */
export function inventPeople(county: string, { townships, offices }: Setting): DemoPerson[] {
  return surnames.map((surname, i) => {
    const random = randomOf(Number(county)).fork(i)
    const place = i % 3 === 0 ? offices[i % offices.length] : townships[i % townships.length]
    const special = specialities[i % specialities.length]
    if (!place || !special) throw new Error('a county without units')
    const kind = KINDS[i % KINDS.length] ?? 'volunteer'
    const languages: Language[] = random.uniform() < 0.6 ? ['mandarin', 'local'] : ['mandarin']
    return {
      phone: `10${county.slice(-4)}${String(i + 1).padStart(5, '0')}`,
      person: PersonInput.parse({
        name: `${surname}演示`,
        kinds: i % 11 === 0 && kind !== 'volunteer' ? [kind, 'volunteer'] : [kind],
        headPost: kind === 'head' ? HEADS[i % HEADS.length] : null,
        unitId: place.unitId,
        employer: `${place.unitName}（演示）`,
        position: special.position,
        birthYear: 1956 + (i % 42),
        fields: [special.field],
        topics: special.topics,
        audiences: special.audiences,
        languages,
        regionCode: place.regionCode,
        appointedBy: kind === 'volunteer' ? null : '县科学技术协会（演示）',
        termFrom: kind === 'volunteer' ? null : '2023-01-01',
        termTo: kind === 'volunteer' ? null : i % 5 === 0 ? '2024-12-31' : '2025-12-31',
        availability:
          i % 4 === 0
            ? { weekly: [3, 4, 6].map((weekday) => ({ weekday, part: 'afternoon' })), exceptions: [] }
            : undefined,
        volunteerNumber: i % 2 === 0 ? `YS${county}${String(i + 1).padStart(4, '0')}` : null,
        consent: { by: 'self', on: '2023-01-05', guardianName: null },
      }),
    }
  })
}

interface Registered {
  readonly id: string
  readonly unitId: string
  readonly topics: readonly Topic[]
}

/** People, then teams, then what they did; what is there is left as it is, so a load that was killed goes on. */
export async function loadDemoPeople(app: App, county: string, tell: (line: string) => void): Promise<void> {
  const { kernel } = app
  const call = { actor: systemActor(county, '演示数据'), idempotencyKey: null }
  const read = <T>(run: (tx: Tx) => Promise<T>) => inCounty(kernel.db, county, 'read only', run)
  const setting = await read((tx) => settingOf(tx, county))
  const known = new Set(await read((tx) => namesIn(tx, 'people.person', county)))
  const missing = inventPeople(county, setting).filter(({ person }) => !known.has(person.name))
  if (missing.length > 0) tell('正在生成虚构的人才名录……')
  for (const { person, phone } of missing)
    await execute(kernel, addPerson, { ...call, input: { person, phone, notDuplicate: true } })

  const people = await read((tx) => registered(tx, county))
  const teams = new Set(await read((tx) => namesIn(tx, 'people.team', county)))
  for (const team of inventTeams(setting, people))
    if (!teams.has(team.name)) await execute(kernel, addTeam, { ...call, input: { team } })

  const today = dayInShanghai(await kernel.countyNow(county))
  await execute(kernel, recordInvented, { ...call, input: { services: inventServices(setting, people, today) } })
}

async function namesIn(tx: Tx, table: 'people.person' | 'people.team', county: string): Promise<string[]> {
  const rows = await tx.selectFrom(table).select('name').where('county_code', '=', county).execute()
  return rows.map(({ name }) => name)
}

async function registered(tx: Tx, county: string): Promise<Registered[]> {
  const rows = await tx
    .selectFrom('people.person')
    .select(['id', 'unit_id', 'topics'])
    .where('county_code', '=', county)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, unitId: row.unit_id, topics: row.topics as Topic[] }))
}

/** A team for every township, and for the first offices one each of their own subject. */
function inventTeams({ townships, offices }: Setting, people: readonly Registered[]): TeamInput[] {
  const places = [...townships, ...offices.slice(0, 11)]
  return places.map((place, i) => {
    const own = people.filter(({ unitId }) => unitId === place.unitId)
    const members = [...own, ...people.slice((i * 3) % people.length)].slice(0, 4 + (i % 4)).map(({ id }) => id)
    const topics = [...new Set([...own, ...people.slice(i, i + 2)].flatMap((person) => person.topics))].slice(0, 6)
    const audiences: Audience[] = i % 2 === 0 ? ['farmers', 'elderly', 'public'] : ['youth', 'public', 'workers']
    return TeamInput.parse({
      name: `${place.unitName}科技志愿服务队（演示）`,
      unitId: place.unitId,
      leaderId: members[0] ?? null,
      memberIds: [...new Set(members)],
      topics: topics.length > 0 ? topics : ['health'],
      audiences,
      languages: ['mandarin', 'local'],
      regionCode: place.regionCode,
      radiusKm: i < townships.length ? 25 : 80,
      weeklyVisits: 1 + (i % 3),
    })
  })
}

const SERVICES: readonly { readonly title: string; readonly kind: DeliveryKind; readonly audience: Audience }[] = [
  { title: '柑橘冬季管理培训', kind: 'training', audience: 'farmers' },
  { title: '老年人防诈骗讲座', kind: 'lecture', audience: 'elderly' },
  { title: '科学实验进校园', kind: 'practice', audience: 'youth' },
  { title: '慢病用药咨询', kind: 'consultation', audience: 'elderly' },
  { title: '防汛避险演练', kind: 'drill', audience: 'public' },
]

/** Two years of services, one a person and quarter, told in the way of the module that saw them. */
function inventServices({ townships }: Setting, people: readonly Registered[], today: string): DoneService[] {
  const days = Array.from({ length: 8 }, (_, q) => `${2023 + Math.floor(q / 4)}-${['03', '06', '09', '11'][q % 4]}-12`)
  return people.flatMap(({ id, unitId }, i) =>
    days.flatMap((day, q): DoneService[] => {
      const subject = SERVICES[(i + q) % SERVICES.length]
      const place = townships[(i + q) % townships.length]
      if (!subject || !place || day > today || (i + q) % 3 === 0) return []
      const proof = (['seen', 'confirmed', 'claimed'] as const)[(i + q) % 4 === 3 ? 2 : (i + q) % 2] ?? 'seen'
      return [
        {
          source: { module: 'demonstration', record: `${day}/${i}` },
          organiserId: unitId,
          personIds: [id],
          title: `${subject.title}（演示）`,
          kind: subject.kind,
          servedOn: day,
          hours: 1.5 + (i % 4) / 2,
          regionCode: place.regionCode,
          place: null,
          personTimes: 20 + ((i * 7 + q * 13) % 60),
          audience: subject.audience,
          proof,
          hostName: proof === 'confirmed' ? '村委会负责人（演示）' : null,
          deliveryId: null,
        },
      ]
    }),
  )
}

/** All of it in one transaction; a service that is recorded already adds nothing. */
const recordInvented = command({
  name: 'demonstration.services.record',
  input: z.object({ services: z.custom<readonly DoneService[]>(Array.isArray) }),
  output: z.object({ recorded: z.number() }),
  async run(work, { services }) {
    let recorded = 0
    for (const service of services) recorded += (await recordService(work, service)).length
    work.record({ subject: ['demonstration', 'services'], detail: { recorded } })
    return { recorded }
  },
})

import { Phone } from '@kepu/contract/people'
import { PersonImportReport, type PersonImportRow } from '@kepu/contract/people-import'
import { z } from 'zod'
import { may } from '../../../platform/actor.ts'
import { command, type Work } from '../../../platform/command.ts'
import type { Grid } from '../../file/index.ts'
import { openPhone } from '../correction/rows.ts'
import { peopleAlike, personOf, sealPhone, selectPeople } from '../register/person-rows.ts'
import { ASK, likeness, plainName } from '../register/rules/likeness.ts'
import { identityOf } from '../register/similar.ts'
import type { Person, SealedPhone } from '../register/types.ts'
import { columns } from './columns.ts'
import { matchOf } from './match.ts'
import { rowsOf } from './read-list.ts'
import { type PlannedRow, sealRows } from './stored.ts'
import { type Known, type RawRow, type Understood, understand, type Vocabulary } from './understand.ts'
import { readNames, readVocabulary } from './vocabulary.ts'
import { differences, inWords, type Names } from './words.ts'

const CheckList = z.object({ fileName: z.string().max(200), grid: z.custom<Grid>((value) => Array.isArray(value)) })

interface Context {
  readonly work: Work
  readonly words: Vocabulary
  readonly names: Names
  readonly register: { readonly byId: ReadonlyMap<string, Person>; readonly near: readonly Person[] }
}

interface Judged {
  readonly report: PersonImportRow
  readonly planned: PlannedRow | null
}

/** Reads a list of people and says, row by row, what it would change. Nothing goes into the register yet. */
export const checkList = command({
  name: 'people.import.check',
  input: CheckList,
  output: PersonImportReport,
  async run(work, { fileName, grid }) {
    const raw = rowsOf(grid)
    const context: Context = {
      work,
      words: await readVocabulary(work),
      names: await readNames(work.tx, work.county),
      register: await readRegister(work, raw),
    }
    const judged = refuseTwins(raw.map((row) => judge(row, context)))
    const importId = work.newId()
    const report = { importId, fileName, rows: judged.map((one) => one.report) }
    await work.tx
      .insertInto('people.import')
      .values({
        county_code: work.county,
        id: importId,
        file_name: fileName,
        status: 'checked',
        rows: sealRows(
          work,
          judged.flatMap(({ planned }) => planned ?? []),
        ),
        report: JSON.stringify(report),
        created_by: work.actor.id,
        created_at: work.now,
      })
      .execute()
    work.record({ subject: ['import', importId], detail: { rows: judged.length } })
    return report
  },
})

/** Everybody whom a row may be about, in one read; only those whom the actor may change. */
async function readRegister(work: Work, raw: readonly RawRow[]): Promise<Context['register']> {
  const phones = raw.flatMap(({ cells }) => {
    const parsed = Phone.safeParse(cells.phone)
    return parsed.success ? [sealPhone(work.vault, work.county, parsed.data).print] : []
  })
  const near = await peopleAlike(work.tx, work.county, {
    names: raw.flatMap(({ cells }) => (cells.name ? [plainName(cells.name)] : [])),
    prints: phones,
    numbers: raw.flatMap(({ cells }) => cells.volunteerNumber ?? []),
  })
  const ids = raw.flatMap(({ cells }) => (z.uuid().safeParse(cells.id).success ? [cells.id ?? ''] : []))
  const named = ids.length === 0 ? [] : await selectPeople(work.tx, work.county).where('person.id', 'in', ids).execute()
  const mine = (person: Person) =>
    person.status === 'active' && may(work.actor, 'people.import.check', person.ancestors)
  return {
    near: near.filter(mine),
    byId: new Map(
      named
        .map(personOf)
        .filter(mine)
        .map((person) => [person.id, person]),
    ),
  }
}

function sealed(work: Work, phone: string | null): SealedPhone | null {
  return phone === null ? null : sealPhone(work.vault, work.county, phone)
}

function judge(raw: RawRow, context: Context): Judged {
  const { work, words, register } = context
  const alone = understand(raw, null, words)
  const like = alone.person ?? {
    name: raw.cells.name ?? '',
    unitId: words.units.get(raw.cells.unitId ?? '') ?? '',
    employer: raw.cells.employer ?? null,
    birthYear: null,
    volunteerNumber: raw.cells.volunteerNumber ?? null,
  }
  const match = matchOf(raw.cells.id, { ...like, phone: sealed(work, alone.phone) }, register)
  if (match && 'fault' in match) {
    const column = match.fault === 'noSuchNumber' ? columns.id[0] : columns.name[0]
    return problem(raw, null, [{ column, fault: match.fault, value: raw.cells.id ?? raw.cells.name ?? '' }])
  }
  if (match === null) return planned(raw, alone, null, context)
  const known: Known = { person: match.person, phone: openPhone(work.vault, match.person) }
  return planned(raw, understand(raw, known, words), match.person, context)
}

function problem(raw: RawRow, personId: string | null, faults: PersonImportRow['faults']): Judged {
  const report = { row: raw.row, name: raw.cells.name ?? '', personId, changes: [], faults }
  return { report: { ...report, outcome: 'problem' }, planned: null }
}

function planned(raw: RawRow, row: Understood, before: Person | null, { work, names }: Context): Judged {
  if (row.person === null || row.faults.length > 0) return problem(raw, before?.id ?? null, [...row.faults])
  const was = before === null ? null : inWords(before, openPhone(work.vault, before), names)
  const changes = differences(was, inWords(row.person, row.phone, names))
  // Two numbers that look alike when masked: a change all the same.
  const print = sealed(work, row.phone)?.print
  const phoneMoved = before !== null && (before.phone?.print.toString('hex') ?? '') !== (print?.toString('hex') ?? '')
  const outcome = before === null ? 'new' : changes.length > 0 || phoneMoved ? 'changed' : 'same'
  return {
    report: { row: raw.row, name: row.person.name, outcome, personId: before?.id ?? null, changes, faults: [] },
    planned:
      outcome === 'same'
        ? null
        : {
            row: raw.row,
            personId: before?.id ?? null,
            version: before?.version ?? null,
            person: row.person,
            phone: row.phone,
          },
  }
}

/** Two rows of one file about one person: the later one is refused, for nobody knows which is right. */
function refuseTwins(rows: readonly Judged[]): Judged[] {
  const seen = new Map<string, PlannedRow[]>()
  return rows.map((one) => {
    const { planned: plan } = one
    if (plan === null) return one
    const key = plainName(plan.person.name)
    const earlier = seen.get(key) ?? []
    const mine = identityOf({ ...plan.person, phone: null })
    const twin = earlier.find(
      (other) =>
        (plan.personId !== null && plan.personId === other.personId) ||
        (plan.personId === null && likeness(mine, identityOf({ ...other.person, phone: null })).score >= ASK),
    )
    seen.set(key, [...earlier, plan])
    if (!twin) return one
    const faults = [{ column: columns.name[0], fault: 'sameInFile' as const, value: `${twin.row}` }]
    return { report: { ...one.report, outcome: 'problem', changes: [], faults }, planned: null }
  })
}

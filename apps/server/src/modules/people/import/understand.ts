import { PersonInput, Phone } from '@kepu/contract/people'
import { mayBeMinor } from '../register/rules/consent.ts'
import { maskPhone } from '../register/rules/masking.ts'
import { CellReader, type Fault, lookup } from './cells.ts'
import {
  audienceWords,
  type Column,
  columns,
  consentWords,
  headWords,
  kindWords,
  languageWords,
  topicWords,
} from './columns.ts'

/** What names in a list can mean: read once for all rows. */
export interface Vocabulary {
  readonly units: ReadonlyMap<string, string>
  readonly regions: ReadonlyMap<string, string>
  readonly today: string
  /** Units that the person may keep people for; null means all. */
  readonly allowedUnits: ReadonlySet<string> | null
}

/** A row as it stands in the file. */
export interface RawRow {
  readonly row: number
  readonly cells: Readonly<Partial<Record<Column, string>>>
}

/** Who the row is about, as far as the register knows them: what isn't said stays. */
export interface Known {
  readonly person: PersonInput
  readonly phone: string | null
}

export interface Understood {
  readonly person: PersonInput | null
  readonly phone: string | null
  readonly faults: readonly Fault[]
}

const WORDS = {
  kinds: lookup(kindWords),
  headPost: lookup(headWords),
  topics: lookup(topicWords),
  audiences: lookup(audienceWords),
  languages: lookup(languageWords),
  consent: lookup(consentWords),
}
/** A cell with this sign empties the field; an empty cell leaves it as it is. */
const EMPTY = '-'

const heading = (column: Column) => columns[column][0]

/** One row: the record as it would be, or every reason why not, each at its column. */
export function understand({ cells }: RawRow, known: Known | null, words: Vocabulary): Understood {
  const reader = new CellReader()
  const at = <T>(column: Column, present: T, read: (text: string, name: string) => T, none: T): T => {
    const text = cells[column]
    if (text === undefined) return present
    return text === EMPTY ? none : read(text, heading(column))
  }
  const before = known?.person
  const phone = at<string | null>(
    'phone',
    known?.phone ?? null,
    (text, name) => phoneOf(text, name, known, reader),
    null,
  )
  const kinds = at('kinds', before?.kinds ?? [], (text, name) => reader.many(name, text, WORDS.kinds), [])
  const candidate = {
    name: at('name', before?.name ?? '', (text, name) => reader.text(name, text, 40), ''),
    kinds,
    headPost: at(
      'headPost',
      kinds.includes('head') ? (before?.headPost ?? null) : null,
      (text, name) => reader.one(name, text, WORDS.headPost),
      null,
    ),
    unitId: at<string | null>(
      'unitId',
      before?.unitId ?? null,
      (text, name) => unitOf(text, name, words, reader),
      null,
    ),
    employer: at<string | null>(
      'employer',
      before?.employer ?? null,
      (text, name) => reader.text(name, text, 60),
      null,
    ),
    position: at<string | null>(
      'position',
      before?.position ?? null,
      (text, name) => reader.text(name, text, 60),
      null,
    ),
    birthYear: at('birthYear', before?.birthYear ?? null, (text, name) => reader.year(name, text), null),
    fields: at('fields', before?.fields ?? [], (text) => text.split(/[、,，;；]/).map((one) => one.trim()), []),
    topics: at('topics', before?.topics ?? [], (text, name) => reader.many(name, text, WORDS.topics), []),
    audiences: at('audiences', before?.audiences ?? [], (text, name) => reader.many(name, text, WORDS.audiences), []),
    languages: at(
      'languages',
      before?.languages ?? ['mandarin'],
      (text, name) => reader.many(name, text, WORDS.languages),
      [],
    ),
    regionCode: at<string | null>(
      'regionCode',
      before?.regionCode ?? null,
      (text, name) => words.regions.get(text) ?? reader.fail(name, 'unknownRegion', text),
      null,
    ),
    appointedBy: at<string | null>(
      'appointedBy',
      before?.appointedBy ?? null,
      (text, name) => reader.text(name, text, 60),
      null,
    ),
    termFrom: at('termFrom', before?.termFrom ?? null, (text, name) => reader.day(name, text), null),
    termTo: at('termTo', before?.termTo ?? null, (text, name) => reader.day(name, text), null),
    volunteerNumber: at<string | null>(
      'volunteerNumber',
      before?.volunteerNumber ?? null,
      (text, name) => reader.text(name, text, 40),
      null,
    ),
    availability: before?.availability ?? { weekly: [], exceptions: [] },
    consent: consentOf(cells, before ?? null, reader),
  }
  const person = soundPerson(candidate, words.today, reader)
  return { person, phone, faults: reader.faults }
}

function phoneOf(text: string, column: string, known: Known | null, reader: CellReader): string | null {
  // An exported list holds masked numbers: such a cell says nothing new.
  if (known?.phone && text === maskPhone(known.phone)) return known.phone
  const parsed = Phone.safeParse(text)
  return parsed.success ? parsed.data : reader.fail(column, 'notPhone', text.replaceAll(/\d(?=\d{2})/g, '*'))
}

function unitOf(text: string, column: string, words: Vocabulary, reader: CellReader): string | null {
  const unitId = words.units.get(text)
  if (unitId === undefined) return reader.fail(column, 'unknownUnit', text)
  return words.allowedUnits === null || words.allowedUnits.has(unitId)
    ? unitId
    : reader.fail(column, 'notAllowed', text)
}

function consentOf(cells: RawRow['cells'], before: PersonInput | null, reader: CellReader): PersonInput['consent'] {
  const { consentBy, consentOn, guardianName } = cells
  if (consentBy === undefined && consentOn === undefined && guardianName === undefined) return before?.consent ?? null
  const by = consentBy === undefined ? null : reader.one(heading('consentBy'), consentBy, WORDS.consent)
  const on = consentOn === undefined ? null : reader.day(heading('consentOn'), consentOn)
  if (consentBy === undefined) reader.fail(heading('consentBy'), 'missing', '')
  if (consentOn === undefined) reader.fail(heading('consentOn'), 'missing', '')
  return by === null || on === null ? null : { by, on, guardianName: guardianName ?? null }
}

/** What the columns can't see one by one: what is missing, and what doesn't go together. */
function soundPerson(candidate: object, today: string, reader: CellReader): PersonInput | null {
  if (reader.faults.length > 0) return null
  const parsed = PersonInput.safeParse(candidate)
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) failAt(String(path[0]), reader)
    return null
  }
  const { birthYear, consent } = parsed.data
  if (mayBeMinor(birthYear, today) && !(consent?.by === 'guardian' && consent.guardianName))
    return reader.fail(heading('guardianName'), 'guardian', `${birthYear}`)
  return parsed.data
}

const FAULT: Readonly<Partial<Record<string, 'headPost' | 'term' | 'tooLong'>>> = {
  headPost: 'headPost',
  termTo: 'term',
  fields: 'tooLong',
}

function failAt(field: string, reader: CellReader): void {
  const [, names] = Object.entries(columns).find(([column]) => column === field) ?? []
  reader.fail(names?.[0] ?? field, FAULT[field] ?? 'missing', '')
}

import { PersonFilter } from '@kepu/contract/people'
import ExcelJS from 'exceljs'
import { z } from 'zod'
import { query } from '../../../platform/query.ts'
import { openPhone } from '../correction/rows.ts'
import { personOf } from '../register/person-rows.ts'
import { peopleMeeting } from '../register/queries.ts'
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
import { readNames } from './vocabulary.ts'
import { inWords } from './words.ts'

const Bytes = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array)
const MAX_ROWS = 5_000

function headings(): string[] {
  return Object.values(columns).map(([name]) => name)
}

function bookWith(): { workbook: ExcelJS.Workbook; sheet: ExcelJS.Worksheet } {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('人才名录', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(headings())
  sheet.getRow(1).font = { bold: true }
  for (const column of sheet.columns) column.width = 16
  // Everything is text, so that Excel makes no dates and no floating numbers of it.
  for (const column of sheet.columns) column.numFmt = '@'
  return { workbook, sheet }
}

async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The register as a list that can be brought back: telephones masked, which the import takes for «as it is». */
export const exportPeople = query({
  name: 'people.person.export',
  access: 'permission',
  input: PersonFilter,
  output: Bytes,
  async run(read, filter) {
    const rows = await peopleMeeting(read, filter).limit(MAX_ROWS).execute()
    const names = await readNames(read.tx, read.county)
    const { workbook, sheet } = bookWith()
    for (const person of rows.map(personOf)) {
      const words = inWords(person, openPhone(read.vault, person), names)
      const { consent } = person
      const own: Readonly<Partial<Record<Column, string>>> = {
        id: person.id,
        consentBy: consent === null ? '' : (consentWords[consent.by][0] ?? ''),
        consentOn: consent?.on ?? '',
        guardianName: consent?.guardianName ?? '',
      }
      sheet.addRow(Object.keys(columns).map((column) => cellOf(column, own, words)))
    }
    return bytesOf(workbook)
  },
})

function cellOf(column: string, ...from: readonly Readonly<Record<string, string>>[]): string {
  for (const words of from) if (words[column] !== undefined) return words[column]
  return ''
}

/** An empty list with the headings that the import reads, and the words to choose from. */
export const listTemplate = query({
  name: 'people.import.template',
  access: 'permission',
  input: z.object({}),
  output: Bytes,
  async run() {
    const { workbook } = bookWith()
    const choices = workbook.addWorksheet('可选项')
    const lists = {
      [columns.kinds[0]]: kindWords,
      [columns.headPost[0]]: headWords,
      [columns.topics[0]]: topicWords,
      [columns.audiences[0]]: audienceWords,
      [columns.languages[0]]: languageWords,
      [columns.consentBy[0]]: consentWords,
    }
    Object.entries(lists).forEach(([heading, words], at) => {
      choices.getCell(1, at + 1).value = heading
      Object.values(words).forEach(([word], row) => {
        choices.getCell(row + 2, at + 1).value = word
      })
    })
    return bytesOf(workbook)
  },
})

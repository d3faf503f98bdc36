import { z } from 'zod'
import { Id } from './common.ts'
import { PersonField } from './people-merge.ts'

/** What a row of a list comes to (比对结果): 新增、有变化、无变化、有问题. */
export const importOutcomes = ['new', 'changed', 'same', 'problem'] as const
export const ImportOutcome = z.enum(importOutcomes)
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** What is wrong with a cell (导入问题); the screen says how to mend it. */
export const importFaults = [
  'missing',
  'unknownWord',
  'unknownUnit',
  'unknownRegion',
  'notAllowed',
  'notDay',
  'notYear',
  'notPhone',
  'tooLong',
  'headPost',
  'term',
  'guardian',
  'noSuchNumber',
  'twoAlike',
  'sameInFile',
] as const
export const ImportFault = z.enum(importFaults)
export type ImportFault = z.infer<typeof ImportFault>

/** One row of the dry run. Values are as people read them; telephones masked. */
export const PersonImportRow = z.object({
  row: z.number().int(),
  name: z.string(),
  outcome: ImportOutcome,
  /** The person of the register that the row is about. */
  personId: Id.nullable(),
  changes: z.array(z.object({ field: PersonField, before: z.string(), after: z.string() })),
  faults: z.array(z.object({ column: z.string(), fault: ImportFault, value: z.string() })),
})
export type PersonImportRow = z.infer<typeof PersonImportRow>

export const PersonImportReport = z.object({
  importId: Id,
  fileName: z.string(),
  rows: z.array(PersonImportRow),
})
export type PersonImportReport = z.infer<typeof PersonImportReport>

/** `rows`: which of the new and changed rows; absent: all of them. */
export const ApplyPersonImport = z.object({
  importId: Id,
  rows: z.array(z.number().int()).max(5_000).optional(),
})
export const AppliedPersonImport = z.object({
  importId: Id,
  added: z.number().int(),
  changed: z.number().int(),
})

export type PersonImportRefusal =
  | { code: 'people.import.noHeader' }
  | { code: 'people.import.tooManyRows'; maxRows: number }
  | { code: 'people.import.applied' }
  | { code: 'people.import.nothing' }
  | { code: 'people.import.changedSince'; rows: readonly number[] }

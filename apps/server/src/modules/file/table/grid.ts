import type { FileRefusal } from '@kepu/contract/file'

/** A table as text, row by row, as people see it; nothing is understood yet. */
export type Grid = readonly (readonly string[])[]

export type Unreadable = Extract<FileRefusal, { code: 'file.table.unreadable' }>['why']

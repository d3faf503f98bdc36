import type { Work } from '../../platform/command.ts'
import type { Module } from '../../platform/module.ts'

export { type ContentStore, DiskStore } from './content-store.ts'
export type { Grid } from './table/grid.ts'
export { columnOf, readTable } from './table/read-table.ts'
export { readUpload, type Upload } from './upload.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

/** Notes whose upload it is. The bytes are in the content store already: a command touches only the database. */
export async function recordFile(work: Work, file: Omit<StoredFile, 'id'>, usedBy: string): Promise<StoredFile> {
  const id = work.newId()
  await work.tx
    .insertInto('file.object')
    .values({
      county_code: work.county,
      id,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      used_by: usedBy,
      created_by: work.actor.id,
      created_at: work.now,
    })
    .execute()
  return { id, ...file }
}

export const fileModule: Module = { name: 'file', rights: {}, routes() {} }

import type { PlanRefusal } from '@kepu/contract/plan'
import { Refused } from '../../../platform/problem.ts'
import type { ContentStore, Upload } from '../../file/index.ts'
import { PlanFileError, parsePlanFile, planFileMessage } from '../import/index.ts'

/** @throws Refused `plan.file.refused` with the importer's own words */
export async function parseUpload(upload: Pick<Upload, 'bytes' | 'name'>) {
  try {
    return await parsePlanFile(upload.bytes, upload.name)
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error
    const { refusal } = error
    const reason: PlanRefusal = {
      code: 'plan.file.refused',
      why: refusal.code,
      place: null,
      message: planFileMessage(refusal),
    }
    throw new Refused(reason)
  }
}

/** Reads an uploaded document and keeps its bytes: the input of `plan.plan.import`. */
export async function prepareImport(contents: ContentStore, upload: Pick<Upload, 'bytes' | 'name'>) {
  const parsed = await parseUpload(upload)
  const sha256 = await contents.put(upload.bytes)
  const file = { name: upload.name, mediaType: mediaTypeOf(upload.name), size: upload.bytes.byteLength, sha256 }
  return { file, parsed }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  md: 'text/markdown',
  txt: 'text/plain',
}

function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

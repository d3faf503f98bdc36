import { PlanFileError } from '../errors.ts'
import type { SourceDocument } from '../source.ts'
import { checkText, decodeText, looksLikeText } from './decode-text.ts'
import { readDocx } from './docx/index.ts'
import { limits } from './limits.ts'
import { normaliseText } from './normalise.ts'
import { joinBrackets, unwrap } from './unwrap.ts'

export type FileType = 'docx' | 'pdf' | 'text' | 'markdown'

const startsWith = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte)
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06]
const PDF = [0x25, 0x50, 0x44, 0x46]
/** The container of .doc, .wps and of encrypted .docx. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * What a file is, by its first bytes; its name only tells Markdown from text.
 * @throws PlanFileError plan.file.empty · plan.file.tooLarge · plan.file.oldWord · plan.file.unknownType
 */
export function fileTypeOf(bytes: Uint8Array, fileName: string): FileType {
  if (bytes.length === 0) throw new PlanFileError({ code: 'plan.file.empty' })
  if (bytes.length > limits.fileBytes) {
    throw new PlanFileError({ code: 'plan.file.tooLarge', size: bytes.length, limit: limits.fileBytes })
  }
  if (startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP)) return 'docx'
  if (startsWith(bytes, PDF)) return 'pdf'
  if (startsWith(bytes, COMPOUND)) throw new PlanFileError({ code: 'plan.file.oldWord', name: fileName })
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase()
  const isText =
    ending === undefined || ending === 'txt' || ending === 'md' || ending === 'markdown' || ending === 'text'
  if (!isText || !looksLikeText(bytes)) throw new PlanFileError({ code: 'plan.file.unknownType', name: fileName })
  return ending === 'md' || ending === 'markdown' ? 'markdown' : 'text'
}

/** Emphasis marks say nothing here; headings and tables of Markdown stay and are read as such. */
const withoutEmphasis = (text: string) => text.replace(/\*\*|__/g, '')

/**
 * Bytes of a file → the document as the parser takes it.
 * @throws PlanFileError
 */
export async function readSource(bytes: Uint8Array, type: FileType): Promise<SourceDocument> {
  const source = await readAs(bytes, type)
  checkText(source.text)
  return source
}

async function readAs(bytes: Uint8Array, type: FileType): Promise<SourceDocument> {
  if (type === 'docx') return readDocx(bytes)
  if (type === 'pdf') return (await import('./pdf/index.ts')).readPdf(bytes)
  const text = decodeText(bytes)
  if (text.length > limits.characters) throw new PlanFileError({ code: 'plan.file.tooLong', limit: limits.characters })
  const plain = type === 'markdown' ? withoutEmphasis(text) : text
  return { text: joinBrackets(unwrap(normaliseText(plain))), tables: [], headings: [] }
}

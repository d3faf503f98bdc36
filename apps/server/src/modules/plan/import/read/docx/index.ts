import { PlanFileError } from '../../errors.ts'
import type { SourceDocument } from '../../source.ts'
import { documentOf } from '../blocks.ts'
import { readBody } from './body.ts'
import { Numbering } from './numbering.ts'
import { readStyles } from './styles.ts'
import { readParts } from './zip.ts'

const DOCUMENT = 'word/document.xml'
const STYLES = 'word/styles.xml'
const NUMBERING = 'word/numbering.xml'

/**
 * A .docx → text with its tables (merged cells and all), headings and the numbers that Word keeps apart from the text.
 * @throws PlanFileError plan.file.damaged · plan.file.zipBomb · plan.file.xmlForbidden · plan.file.tooLong
 */
export async function readDocx(bytes: Uint8Array): Promise<SourceDocument> {
  const parts = await readParts(bytes, new Set([DOCUMENT, STYLES, NUMBERING]))
  const document = parts.get(DOCUMENT)
  if (!document) throw new PlanFileError({ code: 'plan.file.damaged', part: DOCUMENT })
  const styles = parts.get(STYLES)
  const lists = parts.get(NUMBERING)
  const numbering = new Numbering()
  if (lists) numbering.read(lists, NUMBERING)
  return documentOf(readBody(document, DOCUMENT, styles ? readStyles(styles, STYLES) : new Map(), numbering))
}

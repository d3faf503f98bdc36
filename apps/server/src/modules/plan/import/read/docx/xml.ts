import { SaxesParser } from 'saxes'
import { PlanFileError } from '../../errors.ts'
import { limits } from '../limits.ts'

export interface Element {
  /** Local name: w:p and p are the same. */
  readonly name: string
  /** Value of an attribute by its local name. */
  readonly attribute: (local: string) => string | undefined
}

export interface XmlEvents {
  open(element: Element): void
  close(name: string): void
  text(text: string): void
}

function decode(part: Uint8Array, entry: string): string {
  const encoding =
    part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : part[0] === 0xfe && part[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(part)
  } catch {
    throw new PlanFileError({ code: 'plan.file.damaged', part: entry })
  }
}

/**
 * Streams a part of a .docx. The parser knows the five entities of XML and no others, loads nothing, and stops at a document type
 * declaration.
 * @throws PlanFileError plan.file.xmlForbidden · plan.file.damaged
 */
export function readXml(part: Uint8Array, entry: string, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: true })
  const damaged = () => new PlanFileError({ code: 'plan.file.damaged', part: entry })
  let depth = 0
  parser.on('doctype', () => {
    throw new PlanFileError({ code: 'plan.file.xmlForbidden', entry, what: 'doctype' })
  })
  parser.on('opentag', (tag) => {
    depth++
    if (depth > limits.xmlDepth) throw damaged()
    const attribute = (local: string) => Object.values(tag.attributes).find((one) => one.local === local)?.value
    events.open({ name: tag.local, attribute })
  })
  parser.on('closetag', (tag) => {
    depth--
    events.close(tag.local)
  })
  parser.on('text', (text) => events.text(text))
  parser.on('cdata', (text) => events.text(text))
  const xml = decode(part, entry)
  // saxes reports a declaration only after its end: refuse at its start, before its entities are even read.
  if (/^[^<]*(?:<\?[^>]*>\s*|<!--[^>]*-->\s*)*<!DOCTYPE/i.test(xml.slice(0, 4096))) {
    throw new PlanFileError({ code: 'plan.file.xmlForbidden', entry, what: 'doctype' })
  }
  try {
    parser.write(xml).close()
  } catch (error) {
    throw error instanceof PlanFileError ? error : damaged()
  }
}

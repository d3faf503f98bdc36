import { PlanFileError } from '../errors.ts'
import { limits } from './limits.ts'

const CONTROL = /(?![\t\n\v\f\r\u0085])\p{Cc}/u
const LOOK = 4096
/** Ctrl-Z, which DOS editors leave at the end. */
const END_OF_FILE = 0x1a

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function withoutMark(bytes: Uint8Array): { encoding: string | null; from: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', from: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', from: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', from: 2 }
  return { encoding: null, from: 0 }
}

/** Where strict UTF-8 stops, for the message: the longest prefix that decodes, by bisection. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const decoder = new TextDecoder('utf-8', { fatal: true })
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return good
}

/**
 * Bytes of a text file → text. A byte order mark decides; else it's UTF-8 when it's strictly valid as that, else GB18030 (a superset
 * of GBK and GB2312) when strictly valid and free of control characters.
 * @throws PlanFileError plan.file.encoding · plan.file.notText
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = withoutMark(bytes)
  const end = bytes.at(-1) === END_OF_FILE ? bytes.length - 1 : bytes.length
  const body = bytes.subarray(mark.from, end)
  const text = mark.encoding ? strictly(body, mark.encoding) : (strictly(body, 'utf-8') ?? strictly(body, 'gb18030'))
  if (text === null) throw new PlanFileError({ code: 'plan.file.encoding', offset: mark.from + firstBadByte(body) })
  const control = CONTROL.exec(text)
  if (control) throw new PlanFileError({ code: 'plan.file.notText', offset: control.index })
  return text
}

/** Whether the start of the bytes may be text at all: no zero byte but in UTF-16. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const { encoding } = withoutMark(bytes)
  return encoding !== null || !bytes.subarray(0, LOOK).includes(0)
}

/** @throws PlanFileError plan.file.tooLong · plan.file.empty · plan.file.noChinese */
export function checkText(text: string): void {
  if (text.length > limits.characters) throw new PlanFileError({ code: 'plan.file.tooLong', limit: limits.characters })
  if (text.trim() === '') throw new PlanFileError({ code: 'plan.file.empty' })
  const han = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  if (han < 10) throw new PlanFileError({ code: 'plan.file.noChinese' })
}

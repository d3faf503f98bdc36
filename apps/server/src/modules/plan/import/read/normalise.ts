/**
 * Normalised text: what a person would type again from the page. Digits, letters and % are half-width, spaces are spaces, « » are 《 》,
 * characters that only look like Han (Kangxi radicals of some PDFs) are Han, letter-spaced words are closed up (全 民 科 学 → 全民科学),
 * page numbers on lines of their own are gone. Punctuation stays as written.
 */

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|(?![\t\n])\p{Cc}/gu
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0e]/g
const LOOKALIKE = /[\u2e80-\u2fdf\uf900-\ufaff]/g

const HAN = '\\u3400-\\u9fff'
const OPENING = '《〈（(〔［【“‘'
const CLOSING = '》〉）)〕］】”’、，。；：！？'

const LETTER_SPACED_RUN = new RegExp(`(?<![${HAN}])(?:[${HAN}] ){3,}[${HAN}](?![${HAN}])`, 'g')
const SPACE_BETWEEN_HAN = new RegExp(`(?<=[${HAN}${CLOSING}${OPENING}]) (?=[${HAN}${OPENING}])`, 'g')
const SPACE_AFTER_OPENING = new RegExp(`(?<=[${OPENING}]) {1,40}`, 'g')
const SPACE_BEFORE_CLOSING = new RegExp(`(?<=[^\\s]) {1,4}(?=[${CLOSING}])`, 'g')
const SPACE_IN_DATE = /(?<=\d) {1,3}(?=[年月日号项个场次人%])|(?<=[年月第]) {1,3}(?=\d)/g
const SPACE_AFTER_DIGIT_RANGE = /(?<=\d) ?([—―─–－~～-]) ?(?=\d{4})/g
/** — 1 —, 第 3 页 共 10 页. */
export const PAGE_NUMBER_LINE =
  /^\s*(?:[—―─–－-]\s*\d{1,4}\s*[—―─–－-]|第\s*\d{1,4}\s*页\s*(?:[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*$/
const PAGE_NUMBER_INLINE = / — ?\d{1,4} ?— /g

/** A full stop typed as a point: between Han and more text or the line's end. */
const POINT_AS_STOP = /(?<=[\u4e00-\u9fff）)”%])[ ]?\.(?=[\s\d\u4e00-\u9fff（(“]|$)/gm

const half = (wide: string) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

/** Characters only; length changes where invisible ones go. */
export function normaliseCharacters(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\v\f\u0085]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(WIDE, half)
    .replace(POINT_AS_STOP, '。')
    .replace(/«/g, '《')
    .replace(/»/g, '》')
    .replace(LOOKALIKE, (character) => character.normalize('NFKC'))
    .normalize('NFC')
}

/** True when spaces stand before much of the punctuation: text that came out of a PDF word by word. */
export function isLoose(text: string): boolean {
  const spaced = text.match(/(?<=[^\s]) [、，。；：,.;]/g)?.length ?? 0
  const punctuation = text.match(/[、，。；：,.;]/g)?.length ?? 0
  return spaced >= 5 && spaced > 0.3 * punctuation
}

function isLetterSpaced(line: string): boolean {
  const han = line.match(/[\u3400-\u9fff]/g)?.length ?? 0
  if (han < 6) return false
  const gaps = line.match(/[\u3400-\u9fff] (?=[\u3400-\u9fff])/g)?.length ?? 0
  return gaps >= 0.6 * (han - 1)
}

/** One paragraph without its line end. `loose`: every single space between Han goes, not only those of letter-spaced words. */
export function closeUp(line: string, loose: boolean): string {
  if (!line.includes(' ')) return line
  const body = line.trimStart()
  const indent = line.slice(0, line.length - body.length)
  const tight = body
    .replace(SPACE_AFTER_OPENING, '')
    .replace(SPACE_BEFORE_CLOSING, '')
    .replace(SPACE_IN_DATE, '')
    .replace(SPACE_AFTER_DIGIT_RANGE, '$1')
  if (loose || isLetterSpaced(tight)) return indent + tight.replace(SPACE_BETWEEN_HAN, '')
  return indent + tight.replace(LETTER_SPACED_RUN, (run) => run.replaceAll(' ', ''))
}

/** Whole text, line by line. Lines of page numbers go with their line end. */
export function normaliseText(text: string): string {
  const characters = normaliseCharacters(text)
  const loose = isLoose(characters)
  const flowing = loose ? characters.replace(PAGE_NUMBER_INLINE, ' ') : characters
  return flowing
    .split('\n')
    .filter((line) => line.length > 40 || !PAGE_NUMBER_LINE.test(line))
    .map((line) => closeUp(line, loose))
    .join('\n')
}

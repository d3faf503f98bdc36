/** Where a title stands in its line: [from, to). */
export interface TitleRange {
  readonly from: number
  readonly to: number
}

const LONGEST = 48
const RUN_ON = /^[^，。；：:]{2,30}?(?:提升行动|行动|工程)/
const DUTIES =
  /[（(【[]\s*(?:牵头|责任|配合|主办|主责|实施|参与|完成时限)[^：:】，。]{0,6}[：:】]|(?:牵头|责任|配合|主办|主责|实施|参与|承办)(?:责任)?(?:单位|部门)\s*[：:]/

/** Position of the first of `marks` outside brackets and quotes, or the length. */
function firstOutside(text: string, marks: string): number {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if ('（(《〈“【[〔'.includes(character)) depth++
    else if ('）)》〉”】]〕'.includes(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && marks.includes(character)) return i
  }
  return text.length
}

/**
 * The title in a line whose marker ends at `from`: the first sentence, without what it says about duties. When heading and paragraph
 * have run together (（一）青少年科学素质提升行动激发青少年…), it ends with 行动 or 工程.
 */
export function titleOf(line: string, from: number): TitleRange {
  const text = line.slice(from, from + 400)
  const duties = DUTIES.exec(text)?.index ?? text.length
  let to = Math.min(duties, firstOutside(text, '。；;\t'))
  const colon = firstOutside(text.slice(0, to), '：:')
  if (colon >= 2 && colon < to) to = colon
  if (to > LONGEST) to = RUN_ON.exec(text.slice(0, to))?.[0].length ?? to
  const title = text.slice(0, to).replace(/[：:。；;，,、（(【]+$/, '')
  const lead = text.length - text.trimStart().length
  return { from: from + lead, to: from + Math.max(lead, title.trimEnd().length) }
}

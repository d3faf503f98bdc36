import { ancestors, type Node } from '../outline.ts'

const TERMS =
  '(?:提升行动|重点工程|重点行动|专项行动|重点任务|主要任务|工作任务|重点工作|主要工作|具体任务|任务分工|任务举措|重点举措|主要措施|主要举措|工作举措|主要行动)'
const CATEGORY = new RegExp(
  `^(?:(?:深入|扎实|全面|大力|着力|统筹)?(?:聚焦重点人群|实施|开展|推进|抓好|落实)?[，,]?)*(?:[五5十]?[大项个])?(?:全民|公民)?(?:科学素质)?(?:[五5十]?[大项个])?(?:建设|工作)?${TERMS}$`,
)
/** The terms of the national outline (2021–2035): five 提升行动 and five 重点工程. */
const OUTLINE_TERMS = ['提升行动', '重点工程']

/** Whether a title names a kind of tasks (三、提升行动, 实施5项重点工程) and not a task. */
export function isCategory(title: string): boolean {
  return CATEGORY.test(title.replace(/[“”\s]/g, ''))
}

const NOT_TASKS =
  /组织实施|组织领导|组织保障|保障措施|保障条件|条件保障|机制保障|工作保障|进度|步骤|工作要求|总体要求|指导思想|基本原则|工作原则|目标|背景|意义|前言|监测|评估|现状|形势|附则|指导/

/** Sections that speak about the plan, not about what is to be done. */
export function isAboutPlan(node: Node): boolean {
  if (NOT_TASKS.test(node.title) && !/(?:行动|工程)$/.test(node.title)) return true
  return [...ancestors(node)].some(({ title }) => NOT_TASKS.test(title) && !/(?:行动|工程|任务)$/.test(title))
}

/** By its ending: …行动 is one of the 提升行动, …工程 one of the 重点工程. */
function categoryByEnding(title: string): string | null {
  if (/行动$/.test(title)) return '提升行动'
  return /工程$/.test(title) ? '重点工程' : null
}

/**
 * The kind of a task: what the table or the section above it says, in the outline's terms when it uses one of them. A section that only
 * says 重点任务 tells nothing: then the title's ending decides.
 */
export function categoryOf(title: string, written: string | null, node: Node | null): string | null {
  const above = node ? [...ancestors(node)].filter(({ marker }) => marker !== 'list').map((one) => one.title) : []
  for (const words of [written, ...above]) {
    if (words === null) continue
    const terms = OUTLINE_TERMS.filter((term) => words.includes(term))
    const term = terms.length === 1 ? terms[0] : undefined
    if (term) return term
    if (terms.length === 2 || isCategory(words)) return categoryByEnding(title)
    if (words === written) return words
  }
  const section = above[0]
  return categoryByEnding(title) ?? (section && section.length <= 12 ? section : null)
}

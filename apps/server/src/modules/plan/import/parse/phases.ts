import type { ProposedPhase, Span } from '@kepu/contract/plan-proposal'
import { ancestors, type Node, walk } from './outline.ts'

const SECTION = /进度|步骤|阶段|时间安排|实施安排|推进安排/
const PHASE_NAME = /阶段|启动|动员|部署|准备|实施|推进|攻坚|提升|总结|评估|验收|巩固/
const YEARS =
  /(20\d\d)\s*年?(?:\s*\d{1,2}\s*月)?(?:底|初|末)?\s*(?:[-—―─–－~～至到]+\s*(20\d\d)?\s*年?(?:\s*\d{1,2}\s*月)?)?/

function yearsIn(text: string): { start: number; end: number } | null {
  const match = YEARS.exec(text)
  if (!match) return null
  const start = Number(match[1])
  const end = match[2] ? Number(match[2]) : start
  return end >= start && end - start <= 20 ? { start, end } : null
}

/** 第一阶段：动员部署（2022年6月） → 动员部署. */
function phaseName(title: string): string {
  const bareName = title
    .replace(/[（(][^（()）]*20\d\d[^（()）]*[)）]/g, '')
    .replace(/^20\d\d年?[^\u4e00-\u9fff]*(?:20\d\d年?)?[，,：:]?\s*/, '')
    .trim()
  const named = /^第[一二三四五六]阶段[，,：:、\s]*(.+)$/.exec(bareName)
  return (named?.[1] ?? bareName).replace(/[：:。，,]+$/, '')
}

function phaseOf(node: Node, text: string): ProposedPhase | null {
  const own = phaseName(node.title)
  const behind = /^[：:]\s*([^（()）。，,；;：:\n]{2,16})/.exec(text.slice(node.titleSpan[1], node.span[1]))?.[1]
  const name = /^第[一二三四五六]阶段$/.test(own) && behind ? behind : own
  const heading = yearsIn(node.title)
  const years = heading ?? yearsIn(text.slice(node.titleSpan[1], Math.min(node.span[1], node.titleSpan[1] + 60)))
  if (!years || name === '' || name.length > 20) return null
  return { name, startYear: years.start, endYear: years.end, span: [node.span[0], node.span[1]] }
}

/** Phases: the items of a section about progress or steps that name their years. */
export function findPhases(text: string, root: Node): { phases: ProposedPhase[]; spans: Span[] } {
  const phases: ProposedPhase[] = []
  for (const node of walk(root)) {
    if (node.children.length > 0) continue
    const inSection = [...ancestors(node)].some(({ title }) => SECTION.test(title))
    const isSelf = /第[一二三四五六]阶段|阶段[（(]20\d\d/.test(node.title)
    if (!isSelf && !(inSection && PHASE_NAME.test(node.title))) continue
    const phase = phaseOf(node, text)
    if (phase) phases.push(phase)
  }
  if (phases.length === 0) phases.push(...phasesInParagraphs(root))
  return { phases, spans: phases.map(({ span }) => span) }
}

/** Unnumbered paragraphs of such a section: 启动阶段（2022年）。… or 2022年，启动实施…. */
function phasesInParagraphs(root: Node): ProposedPhase[] {
  const phases: ProposedPhase[] = []
  for (const node of walk(root)) {
    if (!SECTION.test(node.title)) continue
    for (const line of node.paragraphs) {
      const first = line.text.slice(0, 60).split('。')[0] ?? ''
      const years = yearsIn(line.text.slice(0, 80))
      const name = phaseName(first.replace(/^第[一二三四五六]阶段[：:、\s]+/, '').split(/[，：:]/)[0] ?? '')
      if (!years || !PHASE_NAME.test(name) || name.length > 20) continue
      phases.push({ name, startYear: years.start, endYear: years.end, span: [line.start, line.end] })
    }
  }
  return phases
}

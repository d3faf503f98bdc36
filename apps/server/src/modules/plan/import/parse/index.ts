import type { PlanProposal, Span } from '@kepu/contract/plan-proposal'
import type { SourceDocument, Table } from '../source.ts'
import { findCampaigns } from './campaigns.ts'
import { type Duty, saysFirstLeads } from './duties/duty.ts'
import { labelledDuties } from './duties/labelled.ts'
import { spokenDuties } from './duties/verbs.ts'
import { findIndicators } from './indicators.ts'
import { type Issuance, readIssuance } from './issuance.ts'
import { mergeSpans, overlaps, visibleLines } from './lines.ts'
import { localityOf } from './locality.ts'
import { ancestors, type Node, outline } from './outline.ts'
import { findPhases } from './phases.ts'
import { type Amount, findAmounts, type Years } from './quantities.ts'
import { delimitedTables, rawLines } from './tables/delimited.ts'
import { readIndicatorTable } from './tables/indicator-table.ts'
import { readTaskTable, type TableTask } from './tables/task-table.ts'
import { verticalTables } from './tables/vertical.ts'
import { nodeFinder, taskNodes, tasksFromOutline } from './tasks/from-outline.ts'
import { matchNodes, mergeTasks } from './tasks/merge.ts'
import { resolveTasks } from './tasks/resolve.ts'
import { findUnits } from './units.ts'
import { findUnplaced } from './unplaced.ts'

/** Tables of the file itself, and those that plain text only looks like. */
function allTables({ text, tables }: SourceDocument): Table[] {
  if (tables.length > 0) return [...tables]
  const lines = rawLines(text)
  const delimited = delimitedTables(text, lines)
  const covered = mergeSpans(delimited.map(({ span }) => span))
  const vertical = verticalTables(text, lines).filter(({ span }) => !overlaps(covered, ...span))
  return [...delimited, ...vertical]
}

function complement(spans: readonly Span[], start: number, end: number): Span[] {
  const holes: Span[] = []
  let at = start
  for (const [from, to] of mergeSpans(spans)) {
    if (from > at) holes.push([at, Math.min(from, end)])
    at = Math.max(at, to)
  }
  if (at < end) holes.push([at, end])
  return holes
}

interface Structure {
  readonly root: Node
  readonly rows: readonly TableTask[]
  readonly tableSpans: readonly Span[]
  /** Tables that don't say who answers for what. */
  readonly otherTables: readonly Table[]
  readonly issuance: Issuance
}

const isIndicators = (text: string, table: Table) =>
  readIndicatorTable(text, table, { period: null, issued: null }) !== null

function readStructure(source: SourceDocument): Structure {
  const found = allTables(source).map((table) => ({ table, rows: readTaskTable(source.text, table) }))
  const spans = found
    .filter(({ table, rows }) => rows !== null || source.tables.includes(table) || isIndicators(source.text, table))
    .map(({ table }) => table.span)
  const tableSpans = mergeSpans(spans)
  const lines = visibleLines(source.text, tableSpans)
  const issuance = readIssuance(source.text, lines)
  const root = outline(lines, source.headings, issuance.body)
  const otherTables = found.flatMap(({ table, rows }) => (rows === null ? [table] : []))
  return { root, rows: found.flatMap(({ rows }) => rows ?? []), tableSpans, otherTables, issuance }
}

function allDuties(text: string, { tableSpans, issuance }: Structure): Duty[] {
  const labelled = labelledDuties(text, tableSpans)
  const notice: Span = [0, issuance.body]
  const taken = mergeSpans([...tableSpans, ...labelled.map(({ span }) => span), notice])
  return [...labelled, ...spokenDuties(text, taken)].sort((a, b) => a.span[0] - b.span[0])
}

function goalFinder(root: Node): (at: number) => boolean {
  const nodeAt = nodeFinder(root)
  return (at) => {
    const node = nodeAt(at)
    return node !== null && [node, ...ancestors(node)].some(({ title }) => /目标|指标/.test(title))
  }
}

function readTasks(
  text: string,
  structure: Structure,
  duties: readonly Duty[],
  amounts: readonly Amount[],
  years: Years,
) {
  const { root, rows } = structure
  const matches = matchNodes(root, rows)
  const nodes = taskNodes(root, duties, [...matches.values()])
  const { tasks: drafts, used } = tasksFromOutline(text, nodes, duties)
  const merged = mergeTasks(drafts, nodes, rows, matches)
  const resolved = resolveTasks({ text, amounts, years, firstLeads: saysFirstLeads(text) }, merged)
  const adrift = duties.filter((duty) => !used.has(duty)).flatMap((duty) => duty.names.map(({ span }) => span))
  const all = [
    ...duties,
    ...merged.flatMap((task) => [...task.duties, ...task.measures.flatMap((measure) => measure.duties)]),
  ]
  const leftovers = [...new Set(all)].flatMap(({ rest }) => rest)
  return { resolved, sections: nodes.map(({ span }) => span), adrift, leftovers }
}

/**
 * What the document says, and nothing else: a pure function of its text and structure. Every span lies in `source.text`.
 * Every name of a unit and every number with a unit ends up in the proposal, in `unplaced` at the latest.
 */
export function parsePlan(source: SourceDocument): PlanProposal {
  const { text } = source
  const structure = readStructure(source)
  const { root, tableSpans, issuance } = structure
  const { title, issuer, documentNumber, issuedOn, period } = issuance
  const years: Years = { period, issued: issuedOn ? Number(issuedOn.slice(0, 4)) : null }
  const locality = localityOf(title, issuer)
  const amounts = findAmounts(text)
  const duties = allDuties(text, structure)
  const { resolved, sections, adrift, leftovers } = readTasks(text, structure, duties, amounts, years)
  const prose = complement([...sections, ...tableSpans], issuance.body, text.length)
  const indicatorTables = structure.otherTables.flatMap((table) => readIndicatorTable(text, table, years) ?? [])
  const tabled = indicatorTables.flatMap(({ statements }) => statements)
  const { indicators, spans } = findIndicators(text, prose, amounts, years, { locality }, goalFinder(root), tabled)
  const names = resolved.answers.flatMap((who) => [...who.lead, ...who.responsible, ...who.implementers])
  const proposal = {
    title,
    issuer,
    documentNumber,
    issuedOn,
    period,
    indicators,
    phases: findPhases(text, root).phases,
    tasks: [...resolved.tasks],
    units: findUnits(text, names, locality),
    campaigns: findCampaigns(text, issuance.body),
  }
  const numbers = [...spans, ...resolved.numbers]
  const unplaced = findUnplaced({
    text,
    proposal,
    amounts,
    numbers,
    leftovers,
    adrift,
    unread: indicatorTables.flatMap((table) => table.unread),
    addressees: issuance.addressees,
    locality,
  })
  return { ...proposal, unplaced }
}

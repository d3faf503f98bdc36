import type {
  IndicatorValue,
  PlanProposal,
  ProposedIndicator,
  ProposedMeasure,
  ProposedPhase,
  ProposedTask,
  Quantity,
} from '@kepu/contract/plan-proposal'
import { bare, likeness } from './parse/characters.ts'

/** One difference, in words: `where` names the thing, `before` and `after` say what it was and is (null = it wasn't, or isn't any more). */
export interface ProposalChange {
  readonly kind: 'header' | 'indicator' | 'phase' | 'task' | 'measure' | 'responsibility' | 'campaign'
  readonly change: 'added' | 'removed' | 'changed' | 'renamed'
  readonly where: string
  readonly before: string | null
  readonly after: string | null
}
type Kind = ProposalChange['kind']

const ALIKE = 0.6
/** Beyond this many comparisons only equal titles are partners. */
const MOST_COMPARISONS = 250_000

interface Pair<T> {
  readonly before: T | null
  readonly after: T | null
}

/** Partners by title: equal ones first, then the most alike of the rest above a threshold, each used once. */
function pairUp<T>(before: readonly T[], after: readonly T[], titleOf: (item: T) => string): Pair<T>[] {
  const fuzzy = before.length * after.length <= MOST_COMPARISONS
  const partner = new Map<number, number>()
  const taken = new Set<number>()
  const join = (i: number, j: number) => {
    if (partner.has(i) || taken.has(j)) return
    partner.set(i, j)
    taken.add(j)
  }
  const places = new Map<string, number[]>()
  after.forEach((item, j) => {
    const key = bare(titleOf(item))
    places.set(key, [...(places.get(key) ?? []), j])
  })
  before.forEach((item, i) => {
    const equal = places.get(bare(titleOf(item)))?.find((j) => !taken.has(j))
    if (equal !== undefined) join(i, equal)
  })
  if (fuzzy) {
    const candidates = before.flatMap((one, i) =>
      after.map((other, j) => ({ i, j, alike: likeness(titleOf(one), titleOf(other)) })),
    )
    for (const { i, j, alike } of candidates.sort((a, b) => b.alike - a.alike || a.i - b.i || a.j - b.j))
      if (alike >= ALIKE) join(i, j)
  }
  const kept = before.map((one, i): Pair<T> => ({ before: one, after: after[partner.get(i) ?? -1] ?? null }))
  const added = after.filter((_, j) => !taken.has(j)).map((other): Pair<T> => ({ before: null, after: other }))
  return [...kept, ...added]
}

/** A thing that came, went, or got another title. */
function presence<T>(kind: Kind, { before, after }: Pair<T>, titleOf: (item: T) => string): ProposalChange[] {
  const [old, fresh] = [before && titleOf(before), after && titleOf(after)]
  const where = fresh ?? old ?? ''
  if (old === null || fresh === null)
    return [{ kind, change: old === null ? 'added' : 'removed', where, before: old, after: fresh }]
  return old === fresh ? [] : [{ kind, change: 'renamed', where, before: old, after: fresh }]
}

/** Facts of a thing that is in both: label → words, null = none. */
function changed(
  kind: Kind,
  where: string,
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, string | null>,
): ProposalChange[] {
  const labels = [...new Set([...before.keys(), ...after.keys()])]
  return labels.flatMap((label): ProposalChange[] => {
    const [old, fresh] = [before.get(label) ?? null, after.get(label) ?? null]
    if (old === fresh) return []
    const say = (words: string | null) => (words === null ? null : `${label}：${words}`)
    return [{ kind, change: 'changed', where, before: say(old), after: say(fresh) }]
  })
}

const EACH = { year: '每年', halfYear: '每半年', quarter: '每季度', month: '每月' } as const

function quantityWords(quantity: Quantity | null): string | null {
  if (!quantity) return null
  const { value, unit, period } = quantity
  if (!period) return `${value}${unit}`
  const years = period.start === period.end ? `${period.start}年` : `${period.start}—${period.end}年`
  return `${period.each ? EACH[period.each] : ''}${value}${unit}（${years}）`
}

function taskFacts(task: ProposedTask | ProposedMeasure | null): Map<string, string | null> {
  const facts = new Map<string, string | null>()
  if (!task) return facts
  facts.set('完成时限', task.deadline).set('数量', quantityWords(task.quantity))
  if ('category' in task) facts.set('类别', task.category)
  return facts
}

const MEANS = { '=': '', '>': '超过', '>=': '不低于', '~': '约' } as const
const ROLES = { earlier: '较早', baseline: '基期', target: '目标', reference: '参照' } as const

function valueLabel({ role, year, of }: IndicatorValue): string {
  return `${of ?? ''}${year === null ? '' : `${year}年`}${ROLES[role]}`
}

function indicatorFacts(indicator: ProposedIndicator | null): Map<string, string | null> {
  const values = indicator?.values ?? []
  return new Map(
    values.map((value) => [valueLabel(value), `${MEANS[value.comparator]}${value.value}${indicator?.unit ?? ''}`]),
  )
}

function phaseFacts(phase: ProposedPhase | null): Map<string, string | null> {
  return new Map(
    phase
      ? [['年份', phase.startYear === phase.endYear ? `${phase.startYear}年` : `${phase.startYear}—${phase.endYear}年`]]
      : [],
  )
}

function rolesOf(item: ProposedTask | ProposedMeasure | null): Map<string, string> {
  const roles = new Map<string, string>()
  if (!item) return roles
  for (const name of 'implementers' in item ? item.implementers : []) roles.set(name, '实施')
  for (const name of item.responsible) roles.set(name, '责任')
  for (const name of item.lead) roles.set(name, '牵头')
  return roles
}

function responsibilities(where: string, { before, after }: Pair<ProposedTask | ProposedMeasure>): ProposalChange[] {
  const old = rolesOf(before)
  const fresh = rolesOf(after)
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((unit): ProposalChange[] => {
    const [was, is] = [old.get(unit), fresh.get(unit)]
    if (was === is) return []
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    const say = (role: string | undefined) => (role === undefined ? null : `${unit}（${role}）`)
    return [{ kind: 'responsibility', change, where, before: say(was), after: say(is) }]
  })
}

const titleOf = (item: { readonly title: string }) => item.title
const nameOf = (item: { readonly name: string }) => item.name

function taskChanges(before: readonly ProposedTask[], after: readonly ProposedTask[]): ProposalChange[] {
  return pairUp(before, after, titleOf).flatMap((pair) => {
    const task = pair.after?.title ?? pair.before?.title ?? ''
    const inBoth = pair.before !== null && pair.after !== null
    const measures = pairUp(pair.before?.measures ?? [], pair.after?.measures ?? [], titleOf)
    return [
      ...presence('task', pair, titleOf),
      ...(inBoth ? changed('task', task, taskFacts(pair.before), taskFacts(pair.after)) : []),
      ...responsibilities(task, pair),
      ...(inBoth ? measures.flatMap((inner) => measureChanges(task, inner)) : []),
    ]
  })
}

function measureChanges(task: string, pair: Pair<ProposedMeasure>): ProposalChange[] {
  const where = `${task} › ${pair.after?.title ?? pair.before?.title ?? ''}`
  const inBoth = pair.before !== null && pair.after !== null
  return [
    ...presence('measure', pair, titleOf).map((change) => ({ ...change, where })),
    ...(inBoth ? changed('measure', where, taskFacts(pair.before), taskFacts(pair.after)) : []),
    ...responsibilities(where, pair),
  ]
}

const HEADER = { title: '标题', issuer: '发文机关', documentNumber: '发文字号', issuedOn: '成文日期' } as const

function headerFacts(proposal: PlanProposal): Map<string, string | null> {
  const { period } = proposal
  const facts = new Map<string, string | null>([
    [HEADER.title, proposal.title],
    [HEADER.issuer, proposal.issuer],
    [HEADER.documentNumber, proposal.documentNumber],
    [HEADER.issuedOn, proposal.issuedOn],
  ])
  return facts.set('规划期', period ? `${period.start}—${period.end}年` : null)
}

/**
 * What changed between two rounds of a plan: a revised document, or the next period's. Things are the same when their titles are alike;
 * their places in the text don't count. Empty when nothing changed.
 */
export function diffProposals(before: PlanProposal, after: PlanProposal): ProposalChange[] {
  return [
    ...changed('header', after.title ?? before.title ?? '', headerFacts(before), headerFacts(after)),
    ...pairUp(before.indicators, after.indicators, nameOf).flatMap((pair) => [
      ...presence('indicator', pair, nameOf),
      ...(pair.before && pair.after
        ? changed('indicator', pair.after.name, indicatorFacts(pair.before), indicatorFacts(pair.after))
        : []),
    ]),
    ...pairUp(before.phases, after.phases, nameOf).flatMap((pair) => [
      ...presence('phase', pair, nameOf),
      ...(pair.before && pair.after
        ? changed('phase', pair.after.name, phaseFacts(pair.before), phaseFacts(pair.after))
        : []),
    ]),
    ...taskChanges(before.tasks, after.tasks),
    ...pairUp(before.campaigns, after.campaigns, nameOf).flatMap((pair) => presence('campaign', pair, nameOf)),
  ]
}

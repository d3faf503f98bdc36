import type { Span } from '@kepu/contract/plan-proposal'
import type { Name } from '../name-list.ts'

/**
 * `main` is 责任单位: with 牵头单位 beside it, it answers under a lead; with only 配合单位 beside it, it's the lead.
 * `other` are people and places (责任人, 责任领导): read so that they end a list, never taken as units.
 */
export type DutyRole = 'lead' | 'main' | 'support' | 'implementer' | 'deadline' | 'quantity' | 'other'

/** One statement of the source about who answers, or until when. */
export interface Duty {
  readonly role: DutyRole
  readonly form: 'label' | 'verb' | 'list'
  /** The whole statement, label and all. */
  readonly span: Span
  /** It opens its line, so it may speak about more than the paragraph before it. */
  readonly ownLine: boolean
  readonly names: readonly Name[]
  readonly openEnded: boolean
  /** For a deadline: as written, and where. */
  readonly value: { readonly text: string; readonly span: Span } | null
  /** Pieces that are no names. */
  readonly rest: readonly Span[]
}

/** What a node's statements add up to. */
export interface Answerable {
  readonly lead: readonly Name[]
  readonly responsible: readonly Name[]
  readonly implementers: readonly Name[]
  readonly openEnded: boolean
  readonly deadline: { readonly text: string; readonly span: Span } | null
}

function distinct(names: readonly Name[]): Name[] {
  const seen = new Set<string>()
  return names.filter(({ name }) => !seen.has(name) && seen.add(name))
}

/**
 * Who leads and who answers, from the statements about one node. `firstLeads`: the document says that the first 责任单位 is the lead
 * (排在首位的为牵头单位).
 */
export function answerable(duties: readonly Duty[], firstLeads: boolean): Answerable {
  const of = (role: DutyRole) => duties.filter((duty) => duty.role === role).flatMap((duty) => duty.names)
  const main = of('main')
  const support = of('support')
  const lead = [...of('lead'), ...main.filter((name) => name.leads), ...support.filter((name) => name.leads)]
  const restOfMain = main.filter((name) => !name.leads)
  const implementers = of('implementer')
  const rest: Name[] = []
  if (lead.length === 0 && restOfMain.length > 0 && support.length > 0) lead.push(...restOfMain)
  else if (lead.length === 0 && firstLeads) {
    lead.push(...restOfMain.slice(0, 1))
    rest.push(...restOfMain.slice(1))
  } else rest.push(...restOfMain)
  rest.push(...support.filter((name) => !name.leads))
  return {
    lead: distinct(lead),
    responsible: distinct(rest),
    implementers: distinct(implementers),
    openEnded: duties.some((duty) => duty.openEnded),
    deadline: duties.find((duty) => duty.value !== null)?.value ?? null,
  }
}

const FIRST_LEADS =
  /(?:首位|第一位|第一个|最前面?|排名第一|列第一|排首|列首)[^。；\n]{0,14}(?:牵头|主办|主责|总负责)|(?:牵头|主办|主责)(?:单位|部门)[^。；\n]{0,8}(?:首位|第一位|最前|列首|排首)/

/** Whether the document says that the first unit of each list leads. */
export function saysFirstLeads(text: string): boolean {
  return FIRST_LEADS.test(text)
}

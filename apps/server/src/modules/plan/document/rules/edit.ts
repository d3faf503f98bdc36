import type { PlanEdit, PlanProposal, PlanRefusal, ResponsibilityRole } from '@kepu/contract/plan'
import type { Draft } from '../types.ts'

type Task = PlanProposal['tasks'][number]
type Measure = Task['measures'][number]

/** A draft with one correction made, or why it can't be made. */
export type Edited = { readonly draft: Draft } | { readonly refusal: PlanRefusal }

/** Makes one correction. Nothing given is changed: undo keeps the draft before it. */
export function applyEdit(draft: Draft, edit: PlanEdit): Edited {
  switch (edit.edit) {
    case 'header':
      return editHeader(draft, edit.field, edit.value)
    case 'task':
      return withTask(draft, edit.task, (task) => editTask(task, edit.field, edit.value))
    case 'addTask':
      return addTask(draft, edit.category, edit.title)
    case 'removeTask':
      return removeTask(draft, edit.task)
    case 'measure':
      return withMeasure(draft, edit.task, edit.measure, (measure) => ({ ...measure, title: edit.title }))
    case 'addMeasure':
      return withTask(draft, edit.task, (task) => ({
        ...task,
        measures: [...task.measures, newMeasure(task, edit.title)],
      }))
    case 'removeMeasure':
      return withMeasure(draft, edit.task, edit.measure, () => null)
    case 'moveMeasure':
      return moveMeasure(draft, edit.task, edit.measure, edit.toTask)
    case 'responsibility':
      return editResponsibility(draft, edit)
    case 'indicatorValue':
      return editIndicatorValue(draft, edit)
    case 'unit':
      return decideUnit(draft, edit.name, edit.decision)
    case 'splitUnit':
      return splitUnit(draft, edit.name, edit.into)
    case 'settleUnplaced':
      return settleUnplaced(draft, edit.unplaced)
  }
}

function noSuch(what: string, index: number): Edited {
  return { refusal: { code: 'plan.edit.noSuch', what, index } }
}

function withProposal(draft: Draft, change: Partial<PlanProposal>): Edited {
  return { draft: { ...draft, proposal: { ...draft.proposal, ...change } } }
}

function editHeader(draft: Draft, field: Extract<PlanEdit, { edit: 'header' }>['field'], value: string | null): Edited {
  const { proposal } = draft
  if (field === 'periodStart' || field === 'periodEnd') {
    const year = Number(value)
    if (!Number.isInteger(year) || year < 1990 || year > 2100) {
      return { refusal: { code: 'plan.edit.value', field, value: value ?? '' } }
    }
    const period = proposal.period ?? { start: year, end: year }
    return withProposal(draft, {
      period: field === 'periodStart' ? { ...period, start: year } : { ...period, end: year },
    })
  }
  if (field === 'issuedOn' && value !== null && !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return { refusal: { code: 'plan.edit.value', field, value } }
  }
  return withProposal(draft, { [field]: value === '' ? null : value })
}

function withTask(draft: Draft, index: number, change: (task: Task) => Task): Edited {
  const task = draft.proposal.tasks[index]
  if (task === undefined) return noSuch('task', index)
  return withProposal(draft, { tasks: renumber(draft.proposal.tasks.with(index, change(task))) })
}

function withMeasure(
  draft: Draft,
  taskIndex: number,
  index: number,
  change: (measure: Measure) => Measure | null,
): Edited {
  const measure = draft.proposal.tasks[taskIndex]?.measures[index]
  if (measure === undefined) return noSuch('measure', index)
  const changed = change(measure)
  return withTask(draft, taskIndex, (task) => ({
    ...task,
    measures: changed === null ? task.measures.toSpliced(index, 1) : task.measures.with(index, changed),
  }))
}

/** Tasks are counted within their category, measures within their task. */
function renumber(tasks: readonly Task[]): Task[] {
  const counted = new Map<string | null, number>()
  return tasks.map((task) => {
    const number = (counted.get(task.category) ?? 0) + 1
    counted.set(task.category, number)
    return { ...task, number, measures: task.measures.map((measure, i) => ({ ...measure, number: i + 1 })) }
  })
}

function editTask(task: Task, field: 'title' | 'category' | 'number' | 'deadline', value: string): Task {
  if (field === 'title') return { ...task, title: value }
  if (field === 'category') return { ...task, category: value || null }
  if (field === 'deadline') return { ...task, deadline: value || null }
  return task
}

/** What a person adds stands nowhere in the document: its span is empty. */
const NOWHERE: [number, number] = [0, 0]

function addTask(draft: Draft, category: string, title: string): Edited {
  const task: Task = {
    number: 1,
    category: category || null,
    title,
    lead: [],
    responsible: [],
    implementers: [],
    openEnded: false,
    deadline: null,
    quantity: null,
    span: NOWHERE,
    measures: [],
  }
  return withProposal(draft, { tasks: renumber([...draft.proposal.tasks, task]) })
}

function removeTask(draft: Draft, index: number): Edited {
  if (draft.proposal.tasks[index] === undefined) return noSuch('task', index)
  return withProposal(draft, { tasks: renumber(draft.proposal.tasks.toSpliced(index, 1)) })
}

function newMeasure(task: Task, title: string): Measure {
  return {
    number: task.measures.length + 1,
    title,
    lead: [],
    responsible: [],
    deadline: null,
    quantity: null,
    span: NOWHERE,
  }
}

function moveMeasure(draft: Draft, from: number, index: number, to: number): Edited {
  const { tasks } = draft.proposal
  const [source, target] = [tasks[from], tasks[to]]
  const measure = source?.measures[index]
  if (source === undefined || measure === undefined) return noSuch('measure', index)
  if (target === undefined) return noSuch('task', to)
  if (from === to) return { draft }
  const moved = tasks
    .with(from, { ...source, measures: source.measures.toSpliced(index, 1) })
    .with(to, { ...target, measures: [...target.measures, measure] })
  return withProposal(draft, { tasks: renumber(moved) })
}

const FIELD = { lead: 'lead', responsible: 'responsible', implementer: 'implementers' } as const

function editResponsibility(draft: Draft, edit: Extract<PlanEdit, { edit: 'responsibility' }>): Edited {
  const known = draft.proposal.units.some((unit) => unit.name === edit.name)
  const withName = known ? draft : addUnitName(draft, edit.name)
  const set = (names: readonly string[]) => {
    const others = names.filter((name) => name !== edit.name)
    return edit.present ? (names.includes(edit.name) ? [...names] : [...names, edit.name]) : others
  }
  if (edit.measure === null) {
    const field = FIELD[edit.role]
    return withTask(withName, edit.task, (task) => ({ ...task, [field]: set(task[field]) }))
  }
  const field = measureField(edit.role)
  if (field === null) return { refusal: { code: 'plan.edit.value', field: 'role', value: edit.role } }
  return withMeasure(withName, edit.task, edit.measure, (measure) => ({ ...measure, [field]: set(measure[field]) }))
}

function measureField(role: ResponsibilityRole): 'lead' | 'responsible' | null {
  return role === 'implementer' ? null : role
}

function addUnitName(draft: Draft, name: string): Draft {
  const unit = { name, kind: 'body' as const, sameAs: [], spans: [] }
  return { ...draft, proposal: { ...draft.proposal, units: [...draft.proposal.units, unit] } }
}

function editIndicatorValue(draft: Draft, edit: Extract<PlanEdit, { edit: 'indicatorValue' }>): Edited {
  const indicator = draft.proposal.indicators[edit.indicator]
  if (indicator === undefined) return noSuch('indicator', edit.indicator)
  const values = changedValues(indicator.values, edit)
  if (values === null) return noSuch('indicatorValue', edit.value ?? -1)
  return withProposal(draft, { indicators: draft.proposal.indicators.with(edit.indicator, { ...indicator, values }) })
}

type Value = PlanProposal['indicators'][number]['values'][number]

function changedValues(values: readonly Value[], edit: Extract<PlanEdit, { edit: 'indicatorValue' }>): Value[] | null {
  if (edit.value === null) return edit.to === null ? null : [...values, { ...edit.to, span: NOWHERE }]
  const before = values[edit.value]
  if (before === undefined) return null
  return edit.to === null ? values.toSpliced(edit.value, 1) : values.with(edit.value, { ...edit.to, span: before.span })
}

function decideUnit(draft: Draft, name: string, decision: Draft['decisions'][string]): Edited {
  const names = new Set(draft.proposal.units.map((unit) => unit.name))
  if (!names.has(name)) return { refusal: { code: 'plan.edit.nameUnknown', name } }
  if (decision.as === 'same' && (!names.has(decision.name) || decision.name === name)) {
    return { refusal: { code: 'plan.edit.nameUnknown', name: decision.name } }
  }
  return { draft: { ...draft, decisions: { ...draft.decisions, [name]: decision } } }
}

function splitUnit(draft: Draft, name: string, into: readonly string[]): Edited {
  const unit = draft.proposal.units.find((one) => one.name === name)
  if (unit === undefined) return { refusal: { code: 'plan.edit.nameUnknown', name } }
  const split = (names: readonly string[]) => [...new Set(names.flatMap((one) => (one === name ? into : [one])))]
  const tasks = draft.proposal.tasks.map((task) => ({
    ...task,
    lead: split(task.lead),
    responsible: split(task.responsible),
    implementers: split(task.implementers),
    measures: task.measures.map((measure) => ({
      ...measure,
      lead: split(measure.lead),
      responsible: split(measure.responsible),
    })),
  }))
  const others = draft.proposal.units.filter((one) => one.name !== name)
  const added = into
    .filter((part) => !others.some((one) => one.name === part))
    .map((part) => ({ name: part, kind: 'body' as const, sameAs: [], spans: unit.spans }))
  const { [name]: _, ...decisions } = draft.decisions
  return { draft: { ...draft, proposal: { ...draft.proposal, tasks, units: [...others, ...added] }, decisions } }
}

function settleUnplaced(draft: Draft, index: number): Edited {
  if (draft.proposal.unplaced[index] === undefined) return noSuch('unplaced', index)
  if (draft.settled.includes(index)) return { draft }
  return { draft: { ...draft, settled: [...draft.settled, index].sort((a, b) => a - b) } }
}

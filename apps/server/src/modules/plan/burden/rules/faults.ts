import type { BurdenFault } from '@kepu/contract/plan-burden'
import type { AskedField } from '../fields.ts'
import type { FormEntry } from '../registry-data.ts'

/** A form as the commands have it. */
export interface AskingForm {
  readonly name: string
  readonly fields: readonly AskedField[]
}

export function isTyped({ type }: Pick<AskedField, 'type'>): boolean {
  return type !== 'carried' && type !== 'choice'
}

/**
 * Names of what the ledger knows: how many came, how many were people, what was achieved, when work was done. The last part of a
 * field's path is held against them.
 */
const LEDGER_KNOWS =
  /^(?:personTimes|persons|attendances?|participants|headcount|achieved|actual|completed|completion(?:Rate|Percent)?|cumulative|progress|deliveries|sessions|lectures|trainings|occurredOn|heldOn|servedOn)$/

function sounds(path: string): boolean {
  return LEDGER_KNOWS.test(path.replaceAll('[]', '').split('.').at(-1) ?? '')
}

/**
 * What is wrong with the forms: one that no register knows, one that asks for what the ledger knows without a reason, a register
 * that names forms or fields that aren't there.
 */
export function faultsOf(
  forms: readonly AskingForm[],
  register: Readonly<Record<string, FormEntry>>,
  origins: ReadonlySet<string>,
): BurdenFault[] {
  const known = new Map(forms.map((form) => [form.name, form]))
  const gone = Object.keys(register).flatMap((form): BurdenFault[] =>
    known.get(form)?.fields.some(isTyped) ? [] : [{ fault: 'gone', form, field: null }],
  )
  return [...gone, ...forms.flatMap((form) => faultsOfForm(form, register[form.name], origins))]
}

function faultsOfForm(
  { name, fields }: AskingForm,
  entry: FormEntry | undefined,
  origins: ReadonlySet<string>,
): BurdenFault[] {
  const typed = fields.filter(isTyped)
  if (typed.length === 0 || (entry === undefined && origins.has(name))) return []
  if (entry === undefined) return [{ fault: 'unregistered', form: name, field: null }]
  const paths = new Set(fields.map(({ path }) => path))
  const missing = [...entry.prefilled, ...Object.keys(entry.unknownHere)].filter((path) => !paths.has(path))
  const asked = origins.has(name)
    ? []
    : typed.filter(({ path }) => sounds(path) && entry.unknownHere[path] === undefined)
  return [
    ...missing.map((field): BurdenFault => ({ fault: 'noSuchField', form: name, field })),
    ...asked.map(({ path }): BurdenFault => ({ fault: 'knownAlready', form: name, field: path })),
  ]
}

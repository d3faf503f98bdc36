import { BurdenView } from '@kepu/contract/plan-burden'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Api } from '../../../platform/http.ts'
import { query, type Read } from '../../../platform/query.ts'
import { fieldsOf } from './fields.ts'
import { formRegister, LEDGER_FORMS } from './registry-data.ts'
import {
  CELL_SECONDS,
  FORM_FIELDS_CAP,
  formSeconds,
  METHOD,
  NUMBERS_A_LINE,
  reportSeconds,
  UNIT_MINUTES_CAP,
} from './rules/cost.ts'
import { type AskingForm, faultsOf, isTyped } from './rules/faults.ts'

/** Every form of this process, from the commands that HTTP reaches. What is made from a file nobody types. */
export function formsOf(api: Pick<Api, 'commands'>): AskingForm[] {
  return api.commands.filter(({ upload }) => !upload).map(({ name, input }) => ({ name, fields: fieldsOf(input) }))
}

interface Submitted {
  readonly action: string
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly unit_kind: string | null
  readonly submissions: number
}

const BODIES_FORMS = [
  'plan.report.confirm',
  ...Object.entries(formRegister).flatMap(([name, { filler }]) => (filler === 'bodies' ? [name] : [])),
]

/** What was sent in the last twelve months, by form and unit: counted from the audit trail, no person named. */
async function submissions({ tx, county }: Read, from: string): Promise<Submitted[]> {
  const found = await sql<Submitted>`
    select sent.*, unit.name as unit_name, unit.kind as unit_kind
    from (
      -- The system's own work in the name of a body says for which.
      select action, case when unit_id is null and action in (${sql.join(BODIES_FORMS)})
          and detail ->> 'unitId' ~ '^[0-9a-f-]{36}$' then (detail ->> 'unitId')::uuid else unit_id end as unit_id,
        count(distinct (command_id, subject_id))::int as submissions
      from platform.audit_entry
      where county_code = ${county} and acted_at >= ${from}::date and recorded_at >= ${from}::date
        and action in (${sql.join(Object.keys(formRegister).concat('plan.report.confirm'))})
      group by 1, 2
    ) sent
    left join organization.unit unit on unit.county_code = ${county} and unit.id = sent.unit_id`.execute(tx)
  return found.rows
}

/** Reports confirmed in the period, with their lines and sentences. */
async function reportsSince({ tx, county }: Read, from: string) {
  const found = await sql<{ confirmed: number; lines: number; nodes: number; sentences: number }>`
    select count(*)::int as confirmed, coalesce(sum(jsonb_array_length(content -> 'lines')), 0)::int as lines,
      coalesce(sum(jsonb_array_length(jsonb_path_query_array(content, '$.lines[*].nodes[*]'))), 0)::int as nodes,
      coalesce(sum(jsonb_array_length(jsonb_path_query_array(content, '$.lines[*].sentence ? (@ != null)'))), 0)::int as sentences
    from plan.report_snapshot
    where county_code = ${county} and confirmed_at >= ${from}::date`.execute(tx)
  return found.rows[0] ?? { confirmed: 0, lines: 0, nodes: 0, sentences: 0 }
}

const minutes = (seconds: number) => Math.round(seconds / 6) / 10

/** What forms cost: fields, minutes, by form and by unit, with the method; and what is wrong with them. */
export function showBurden(api: Pick<Api, 'commands'>) {
  return query({
    name: 'plan.burden.show',
    access: 'permission',
    input: z.object({}),
    output: BurdenView,
    async run(read) {
      const from = `${Number(read.today.slice(0, 4)) - 1}${read.today.slice(4)}`.replace('02-29', '02-28')
      const sent = await submissions(read, from)
      const forms = costs(formsOf(api), sent)
      const seconds = new Map(forms.map(({ form, seconds: each }) => [form, each]))
      const reports = await reportsSince(read, from)
      const cells = reports.lines * NUMBERS_A_LINE + reports.nodes
      const each = reports.confirmed === 0 ? 0 : reportSeconds(reports.lines / reports.confirmed)
      seconds.set('plan.report.confirm', each)
      const sentenceSeconds = reports.sentences * (seconds.get('plan.report.remark') ?? 0)
      return {
        from,
        to: read.today,
        forms,
        units: unitsOf(sent, seconds),
        faults: faultsOf(formsOf(api), formRegister, LEDGER_FORMS),
        report: {
          confirmed: reports.confirmed,
          sentences: reports.sentences,
          minutes: minutes(each * reports.confirmed + sentenceSeconds),
          cellsByHand: cells,
          minutesByHand: minutes(cells * CELL_SECONDS),
        },
        caps: { unitMinutes: UNIT_MINUTES_CAP, formFields: FORM_FIELDS_CAP },
        method: METHOD,
      }
    },
  })
}

function costs(forms: readonly AskingForm[], sent: readonly Submitted[]): BurdenView['forms'] {
  const countOf = Map.groupBy(sent, ({ action }) => action)
  return forms
    .flatMap(({ name, fields }): BurdenView['forms'] => {
      const entry = formRegister[name]
      if (entry === undefined) return []
      const typed = fields.filter(isTyped)
      const seconds = formSeconds(fields, new Set(entry.prefilled))
      const submitted = (countOf.get(name) ?? []).reduce((sum, one) => sum + one.submissions, 0)
      return [
        {
          form: name,
          filler: entry.filler,
          basis: entry.basis,
          use: entry.use,
          typed: typed.map(({ path }) => path),
          chosen: fields.filter(({ type }) => type === 'choice').map(({ path }) => path),
          prefilled: [...entry.prefilled],
          required: fields.filter((field) => field.required && field.type !== 'carried').length,
          seconds,
          submissions: submitted,
          minutes: minutes(seconds * submitted),
          overCap: typed.length - typed.filter(({ path }) => entry.prefilled.includes(path)).length > FORM_FIELDS_CAP,
        },
      ]
    })
    .sort((a, b) => b.minutes - a.minutes || b.seconds - a.seconds)
}

function unitsOf(sent: readonly Submitted[], seconds: ReadonlyMap<string, number>): BurdenView['units'] {
  return [...Map.groupBy(sent, (one) => one.unit_id)]
    .flatMap(([unitId, rows]): BurdenView['units'] => {
      const [{ unit_name: unitName, unit_kind: kind } = { unit_name: null, unit_kind: null }] = rows
      if (unitId === null || unitName === null || kind === null) return []
      const spent = minutes(rows.reduce((sum, row) => sum + row.submissions * (seconds.get(row.action) ?? 0), 0))
      const submitted = rows.reduce((sum, row) => sum + row.submissions, 0)
      return [
        BurdenView.shape.units.element.parse({
          unitId,
          unitName,
          kind,
          submissions: submitted,
          minutes: spent,
          overCap: spent > UNIT_MINUTES_CAP,
        }),
      ]
    })
    .sort((a, b) => b.minutes - a.minutes || a.unitName.localeCompare(b.unitName))
}

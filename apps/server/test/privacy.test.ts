import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { test, type World } from './support/world.ts'

const FILE = join(import.meta.dirname, '../../../docs/operations/privacy.md')

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly comment: string | null
}

/** Columns of our own tables, partitions left out: they're the same again. */
async function columns({ app }: World): Promise<Column[]> {
  const found = await sql<Column>`
    select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      col_description(c.oid, a.attnum) as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and n.nspname not like 'pg\\_%'
    order by n.nspname, c.relname, a.attnum`.execute(app.kernel.db)
  return found.rows
}

const FORM = /^Personal data: (?<what>.+?)\. Purpose: (?<purpose>.+?)\. Kept (?<kept>.+)$/

/** Names that sound like a person, of things that aren't. */
const NOT_OF_A_PERSON = [
  'file.object.name',
  'file.object.used_by',
  'ledger.import.file_name',
  'organization.county.name',
  'organization.region.name',
  'organization.region_former_name.name',
  'organization.unit.name',
  'organization.unit_alias.name',
  'people.import.file_name',
  'people.person.appointed_by',
  'people.team.name',
  'service.kit.name',
  'service.order.seen_by',
  'service.order.team_name',
  'service.visit.seen_by',
  'service.visit.team_name',
  'plan.campaign.name',
  'plan.indicator.name',
  'plan.phase.name',
  'plan.plan.file_name',
]

test('every column that sounds like a person says what it is, why, and how long it is kept', async ({ world }) => {
  const sounding = (await columns(world)).filter(
    ({ table, column, type }) =>
      /name|e_?mail|phone|mobile|ip_?address|agent|password|secret|token$|_by$|actor_id|user_id|birth|gender|id_?card/i.test(
        column,
      ) &&
      type !== 'boolean' &&
      !type.startsWith('timestamp') &&
      !NOT_OF_A_PERSON.includes(`${table}.${column}`),
  )
  const silent = sounding.filter(({ comment }) => !FORM.test(comment ?? ''))
  expect(silent.map(({ table, column }) => `${table}.${column}`)).toEqual([])
})

/** `npx vitest run apps/server/test/privacy.test.ts -u` writes the page anew. */
test('docs/operations/privacy.md is what the columns say', async ({ world }) => {
  const lines = (await columns(world)).flatMap(({ table, column, comment }) => {
    const said = FORM.exec(comment ?? '')?.groups
    return said ? [`| \`${table}.${column}\` | ${said['what']} | ${said['purpose']} | ${said['kept']} |`] : []
  })
  const page = `# Personal data

Made from the comments of the columns, by \`apps/server/test/privacy.test.ts\`, which also fails when a column that sounds like a person has none.

Kepu keeps data of the staff who use it and of the people in the register who agreed to it (\`people\`): the public pages need no account and hold no
whole name of a person. Residents who order a service leave a telephone and how they are called (\`service\`), no name; both are emptied by a job. Deliveries count people and never name them. Telephones lie encrypted (docs/decisions/0160-telephones-sealed.md). Nothing leaves the machine. Logs and metrics hold no names.

| column | what | purpose | kept |
| --- | --- | --- | --- |
${lines.join('\n')}

Backups hold all of it: keep them as the original, and no longer than you need them ([backup.md](backup.md) deletes after 35 days).
`
  await expect(page).toMatchFileSnapshot(FILE)
})

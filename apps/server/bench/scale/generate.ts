import type pg from 'pg'

/** The demonstration county, which every generated county is a copy of. */
const MODEL = '500233'
const YEARS = 5
export const DELIVERIES_PER_COUNTY = 20_000

/** Codes that no real county has: 700001, 700002, … */
export const countyCode = (i: number) => String(700_000 + i)

const CODES = `(select to_char(700000 + n, 'FM000000') as code, n from generate_series($1::int, $2::int) n) county`

/**
 * Counties `from`…`to`, each with the model's units, plan and responsibilities, and 20,000 deliveries of five years with
 * one or two groups reached. Foreign keys aren't checked meanwhile; everything else is as the application writes it.
 */
export async function generateCounties(client: pg.Client, from: number, to: number): Promise<void> {
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set max_parallel_workers_per_gather = 0`,
  )
  const range = [from, to]
  await client.query(
    `insert into organization.region (code, name, level, parent_code)
     select code, '县' || code, 'county', null from ${CODES}
     union all select code || to_char(100 + t, 'FM000'), '乡镇' || t, 'township', code from ${CODES.replace('county', 'c')}, generate_series(1, 29) t`,
    range,
  )
  await client.query(
    `insert into organization.county (code, name, province, created_at) select code, '县' || code, '虚构省', now() from ${CODES}`,
    range,
  )
  for (const name of ['organization.unit', 'ledger.purpose', ...PLAN_TABLES]) await copyTable(client, name, range)
  for (let n = from; n <= to; n++) await generateDeliveries(client, n)
}

const PLAN_TABLES = [
  'plan',
  'task',
  'measure',
  'responsibility',
  'indicator',
  'indicator_value',
  'phase',
  'campaign',
].map((table) => `plan.${table}`)

/** The model's rows under another county's code: ids are unique within a county. */
export async function copyTable(client: pg.Client, name: string, range: readonly number[]): Promise<void> {
  const [schema, table] = name.split('.')
  const { rows } = await client.query<{ column: string }>(
    `select quote_ident(column_name) as column from information_schema.columns
     where table_schema = $1 and table_name = $2 and column_name <> 'county_code' and is_generated = 'NEVER' order by ordinal_position`,
    [schema, table],
  )
  const columns = rows.map(({ column }) => column).join(', ')
  const source = name === 'organization.unit' ? `(select * from organization.unit where kind <> 'village')` : name
  await client.query(
    `insert into ${name} (county_code, ${columns})
     select county.code, ${columns.replaceAll(/(\w+|"\w+")(?=,|$)/g, 'model.$1')}
     from ${CODES} cross join ${source} model where model.county_code = '${MODEL}'`,
    [...range],
  )
}

/** Days spread over five years, more in May and September; units and tasks of the county in turn. */
async function generateDeliveries(client: pg.Client, n: number): Promise<void> {
  await client.query(
    `with unit as (select array_agg(id order by id) as ids from organization.unit where county_code = $1),
       task as (select array_agg(id order by id) as ids from ledger.purpose where county_code = $1 and id = task_id),
       numbered as (
         select i, date '2021-01-01' + (hashint4(i * 7 + $2)::bigint % ${YEARS * 365} + ${YEARS * 365})::int % ${YEARS * 365} as day
         from generate_series(1, ${DELIVERIES_PER_COUNTY}) i
       ), written as (
         insert into ledger.delivery (county_code, occurred_on, id, title, kind, unit_id, region_code, task_id, source_module,
           recorded_by, recorded_by_name, recorded_at)
         select $1, day, gen_random_uuid(), (array['科普讲座','农技培训','科学影院','急救演练','防灾展览','青少年实验课'])[1 + i % 6] || ' 第' || i || '次',
           (array['lecture','training','exhibition','consultation','materials','practice'])[1 + i % 6],
           unit.ids[1 + i % array_length(unit.ids, 1)], $1 || to_char(101 + i % 29, 'FM000'),
           case when i % 10 < 9 then task.ids[1 + i % array_length(task.ids, 1)] end,
           'manual', 'bench', '演示', day + time '10:00'
         from numbered, unit, task order by day
         returning county_code, occurred_on, id
       )
     insert into ledger.reach (county_code, occurred_on, delivery_id, audience, person_times, persons)
     select county_code, occurred_on, id, audience, 20 + get_byte(uuid_send(id), 0), case when get_byte(uuid_send(id), 1) > 60 then 15 end
     from written, lateral (select unnest(case when get_byte(uuid_send(id), 2) > 127 then array['farmers','elderly'] else array['youth'] end) as audience) reached`,
    [countyCode(n), n],
  )
}

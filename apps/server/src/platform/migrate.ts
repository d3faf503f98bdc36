import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The role that requests run as: no owner of anything, so that row-level security and append-only grants bind it. */
const APP_ROLE = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'kepu_app') then
    create role kepu_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  if not pg_has_role(current_user, 'kepu_app', 'member') then
    execute format('grant kepu_app to %I', current_user);
  end if;
end $$;
create table if not exists public.kepu_migration (
  name text primary key, sha256 text not null, applied_at timestamptz not null default now()
);`

/**
 * Applies the SQL files of `migrations/` that are not applied yet, each in a transaction of its own, in order of name.
 * Two programs that start at once wait for each other by a table lock.
 *
 * @returns names of the files applied now
 * @throws when an applied file has changed since: a migration is never edited, a new one is added
 */
export async function migrate(url: string): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(APP_ROLE)
    const applied: string[] = []
    for (const name of files) {
      const text = await readFile(FOLDER + name, 'utf8')
      if (await applyOne(client, name, text)) applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

async function applyOne(client: pg.Client, name: string, text: string): Promise<boolean> {
  const sha256 = createHash('sha256').update(text).digest('hex')
  await client.query('begin')
  try {
    await client.query('lock table public.kepu_migration in exclusive mode')
    const found = await client.query<{ sha256: string }>('select sha256 from public.kepu_migration where name = $1', [
      name,
    ])
    const known = found.rows[0]
    if (known && known.sha256 !== sha256) throw new Error(`migration ${name} was changed after it was applied`)
    if (!known) {
      await client.query(text)
      await client.query('insert into public.kepu_migration (name, sha256) values ($1, $2)', [name, sha256])
    }
    await client.query('commit')
    return !known
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

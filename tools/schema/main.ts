// `npm run schema`: row types from the live schema, after a migration was added. `--verify` only compares.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { migrate } from '../../apps/server/src/platform/migrate.ts'
import { openTestCluster } from '../../apps/server/src/platform/postgres/index.ts'
import { administer, databaseUrl, dropDatabase } from '../../apps/server/test/support/template.ts'

const root = resolve(import.meta.dirname, '../..')
const cluster = await openTestCluster(root)
const name = `schema_${process.pid}_${Date.now()}`
try {
  await administer(cluster.url, `create database ${name}`)
  const url = databaseUrl(cluster.url, name)
  await migrate(url)
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...['--dialect', 'postgres', '--url', url, '--default-schema', 'none', '--exclude-pattern', '{public,pgboss}.*'],
      ...['--date-parser', 'string', '--numeric-parser', 'number', '--type-mapping', '{"int8":"number"}'],
      ...['--out-file', join(root, 'apps/server/src/schema.gen.ts'), ...process.argv.slice(2)],
    ],
    { stdio: 'inherit' },
  )
  process.exitCode = status ?? 1
} finally {
  await dropDatabase(cluster.url, name)
  await cluster.stop()
}

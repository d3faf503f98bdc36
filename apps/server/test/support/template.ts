import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/platform/migrate.ts'
import { openTestCluster } from '../../src/platform/postgres/index.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server for tests; `databaseUrl` leads to one of its databases. */
    clusterUrl: string
    /** A migrated database that nobody writes to: test files clone it. */
    templateName: string
  }
}

/** Once a run: a real PostgreSQL, and one migrated database to clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openTestCluster(ROOT)
  const templateName = `server_template_${process.pid}_${Date.now()}`
  await administer(cluster.url, `create database ${templateName}`)
  await migrate(databaseUrl(cluster.url, templateName))
  project.provide('clusterUrl', cluster.url)
  project.provide('templateName', templateName)
  return async () => {
    await dropDatabase(cluster.url, templateName)
    await cluster.stop()
  }
}

/** The same server, another database. */
export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const TRIES = 50

/** Drops a database whoever is connected. The server's own vacuum may be in it, which only time ends. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  for (let trial = 1; ; trial++) {
    try {
      await administer(url, `drop database if exists ${name} with (force)`)
      return
    } catch (error) {
      if (trial === TRIES) throw error
      await sleep(100)
    }
  }
}

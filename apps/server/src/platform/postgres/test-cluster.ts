import { join } from 'node:path'
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts'

/** A server for tests: create databases on it, clone a template, drop them. */
export interface TestCluster {
  /** Connect here to create and drop databases; put another name after the last slash to reach them. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * The embedded server under `<root>/.cache/postgres-test`, kept from run to run and shared by runs at the same time,
 * with everything that keeps data safe switched on; or the server that KEPU_TEST_DATABASE_URL names.
 */
export async function openTestCluster(root: string): Promise<TestCluster> {
  const named = process.env['KEPU_TEST_DATABASE_URL']
  if (named) return { url: named, stop: async () => {} }
  const database: EmbeddedDatabase = await openEmbedded({ home: join(root, '.cache', 'postgres-test') })
  return { url: database.url, stop: () => database.stop() }
}

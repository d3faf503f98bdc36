export { type DatabaseLog, type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from './embedded.ts'
export { openTestCluster, type TestCluster } from './test-cluster.ts'

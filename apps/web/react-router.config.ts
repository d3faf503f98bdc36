import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
  // All routes of the workbench in the first manifest: no extra request per link on a slow line.
  routeDiscovery: { mode: 'initial' },
} satisfies Config

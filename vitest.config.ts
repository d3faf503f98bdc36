import { defineConfig } from 'vitest/config'

/** Tests live beside the code they test. A project is a tier; `npm test` runs all. Another time zone than the user's, on purpose. */
export default defineConfig({
  test: {
    env: { TZ: 'America/Santiago' },
    projects: [
      {
        extends: true,
        test: { name: 'packages', include: ['packages/*/{src,test}/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['apps/server/{src,seed,test}/**/*.test.ts'],
          globalSetup: ['apps/server/test/support/template.ts'],
          setupFiles: ['apps/server/test/support/matchers.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['apps/web/{app,e2e}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})

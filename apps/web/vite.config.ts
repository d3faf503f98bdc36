import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

/**
 * One bundle for browsers, one for the server. The server's holds all it needs, so that a production image carries no
 * React, Ant Design or ECharts beside it.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [reactRouter()],
  ssr: { noExternal: true, external: ['node:*'] },
  build: {
    target: isSsrBuild ? 'node24' : 'baseline-widely-available',
    cssMinify: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    ...(isSsrBuild ? { rolldownOptions: { input: './server/handler.ts' } } : {}),
  },
  logLevel: 'warn',
}))

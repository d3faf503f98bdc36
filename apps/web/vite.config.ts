import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'
import { antdStyle } from './server/antd-style.ts'

/**
 * One bundle for browsers, one for the server. The server's holds all it needs, so that a production image carries no
 * React, Ant Design or ECharts beside it.
 */
export default defineConfig({
  plugins: [antdStyle(), reactRouter()],
  resolve: { dedupe: ['react', 'react-dom', 'react-router'] },
  build: { target: 'baseline-widely-available', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  environments: {
    ssr: {
      // Decided here, not by the environment of whoever starts the server: React's slow development half stays out.
      define: { 'process.env.NODE_ENV': '"production"' },
      resolve: { noExternal: true },
      build: { target: 'node24', rolldownOptions: { input: './server/handler.ts' } },
    },
  },
  logLevel: 'warn',
})

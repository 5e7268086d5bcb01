import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * One static site for the gateway to serve. Every asset is a file of its own under `assets/`: nothing is inlined as
 * `data:` or in the page, so that the gateway's content security policy need not allow it.
 */
export default defineConfig({
  plugins: [react()],
  logLevel: 'warn',
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    // The gzip sizes cost a second and nobody reads them; the editor alone passes the warning's limit.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8192,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // GraphiQL ships its hints to the React compiler, which has already run; nothing is lost with them.
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
  worker: { format: 'es' },
});

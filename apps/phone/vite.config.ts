import { defineConfig } from 'vite';
import { precompress } from '../web/precompress.ts';

/** Where a server started by `npm start` or `npm run demo` listens. */
const SERVER_URL = 'http://localhost:8080';

export default defineConfig({
  // Pages are /c/CODE, so a service worker at /c/ rules over them and nothing else.
  base: '/c/',
  plugins: [precompress()],
  // Phones of 2021 are still in use; the browser itself does not need to be newer than its last Android 5 version.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'chrome92',
    cssTarget: 'chrome92',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5174, proxy: { '/api': { target: SERVER_URL, ws: true } } },
});

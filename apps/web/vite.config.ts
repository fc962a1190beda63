import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlineRoom } from './offline-room.ts';
import { precompress } from './precompress.ts';

/** Where a server started by `npm start` or `npm run demo` listens. */
const SERVER_URL = 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), offlineRoom(), precompress()],
  // The server's policy allows scripts and fonts from its own address only, so nothing is inlined as data.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', 'room-worker': 'src/live/documents/room-worker.ts' },
      // A service worker rules over the folder it lies in, and its address must stay.
      output: { entryFileNames: ({ name }) => (name === 'room-worker' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { port: 5173, proxy: { '/api': { target: SERVER_URL, ws: true }, '/health': SERVER_URL } },
});

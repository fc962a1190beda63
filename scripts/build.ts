/** `npm run build`, and what `npm install` does at its end: the server's bundle and the web app. */
import { existsSync } from 'node:fs';
import { buildServer } from '../apps/server/build.ts';
import { ROOT, run } from './run.ts';

await buildServer();
if (existsSync(`${ROOT}/apps/web/vite.config.ts`)) process.exitCode = await run('npm', ['run', 'build', '--silent', '-w', '@diemcau/web']);

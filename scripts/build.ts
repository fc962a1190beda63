/** `npm run build`, and what `npm install` does at its end: the server's bundle, the web app and the phone page. */
import { existsSync } from 'node:fs';
import { buildServer } from '../apps/server/build.ts';
import { ROOT, run } from './run.ts';

await buildServer();
for (const app of ['web', 'phone'])
  if (existsSync(`${ROOT}/apps/${app}/vite.config.ts`))
    process.exitCode ||= await run('npm', ['run', 'build', '--silent', '-w', `@diemcau/${app}`]);

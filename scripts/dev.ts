/** `npm run dev`: the server restarts and the web app reloads at every change. Data in .data/. */
import { spawn } from 'node:child_process';
import { ROOT } from './run.ts';

const env = { DIEMCAU_DATA_DIR: `${ROOT}/.data`, ...process.env };
const children = [
  spawn(`${ROOT}/node_modules/.bin/tsx`, ['watch', '--clear-screen=false', 'apps/server/src/main.ts', 'serve'], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  }),
  spawn('npm', ['run', 'dev', '-w', '@diemcau/web'], { cwd: ROOT, stdio: 'inherit', env: process.env }),
];
for (const child of children) child.once('exit', () => children.forEach((other) => other.kill('SIGTERM')));

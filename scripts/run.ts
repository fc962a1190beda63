/** Runs one program with its output on this terminal, and tells whether it went well. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('..', import.meta.url));

/** Resolves with the exit code; 1 where the program could not be started. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A program of this repository's own node_modules. */
export function runTool(name: string, args: readonly string[] = []): Promise<number> {
  return run(process.execPath, [`${ROOT}/node_modules/.bin/${name}`, ...args]);
}

/** One of the scripts beside this file. */
export function runScript(name: string, args: readonly string[] = []): Promise<number> {
  return run(process.execPath, ['--import', 'tsx', `${ROOT}/scripts/${name}`, ...args]);
}

/** `npm run check`: everything that needs no database, no browser and no network. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROOT, runScript, runTool } from './run.ts';
import { runTier, tellCount } from './vitest-tier.ts';
import type { TestCount } from './vitest-tier.ts';

/** What makes a second run faster; of no use to anybody else. */
const CACHE = `${ROOT}/node_modules/.cache/diemcau`;

/** Every step runs even when one before it failed, so that one run tells everything. */
export async function check(): Promise<TestCount> {
  mkdirSync(CACHE, { recursive: true });
  const broken = await inParallel([
    () => step('lint', () => runTool('eslint', ['--max-warnings', '0', '.'])),
    ...projects().map((project) => () => step(`types of ${project}`, () => runTool('tsc', typeArguments(project)))),
    () =>
      step('format', () =>
        runTool('prettier', ['--check', '--log-level', 'warn', '--cache', '--cache-location', `${CACHE}/prettier`, '.']),
      ),
    () => step('generated docs unchanged', () => runScript('generate-docs.ts', ['--check'])),
    () => step('rule numbers', () => runScript('rule-numbers.ts')),
  ]);
  const tests = await runTier('unit');
  return { passed: tests.passed, failed: tests.failed + broken.length, failures: [...broken, ...tests.failures] };
}

function typeArguments(project: string): string[] {
  return ['-p', project, '--incremental', '--tsBuildInfoFile', `${CACHE}/${project.replace('/', '-')}.tsbuildinfo`];
}

/** Two at a time, as the machine this is made for has two cores; returns the names of those that failed. */
async function inParallel(steps: readonly (() => Promise<string | undefined>)[]): Promise<string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const name = await next();
      if (name !== undefined) failed.push(name);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

/** Folders with a tsconfig. */
function projects(): string[] {
  const rooms = ['packages', 'apps'].flatMap((folder) => readdirSync(`${ROOT}/${folder}`).map((name) => `${folder}/${name}`));
  return [...rooms, 'bench', 'scripts'].filter((folder) => existsSync(`${ROOT}/${folder}/tsconfig.json`));
}

/** Its name when it failed. */
async function step(name: string, work: () => Promise<number>): Promise<string | undefined> {
  const beganMs = performance.now();
  const failed = (await work()) !== 0;
  console.log(`${failed ? 'FAILED' : 'ok'}: ${name} (${((performance.now() - beganMs) / 1000).toFixed(1)} s)`);
  return failed ? name : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const count = await check();
  tellCount(count);
  process.exitCode = count.failed > 0 ? 1 : 0;
}

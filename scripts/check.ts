/** `npm run check`: everything that needs no database, no browser and no network. */
import { readdirSync, existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROOT, runScript, runTool } from './run.ts';
import { runTier } from './vitest-tier.ts';
import type { TestCount } from './vitest-tier.ts';

/** Every step runs even when one before it failed, so that one run tells everything. */
export async function check(): Promise<TestCount> {
  const failures = [
    ...(await Promise.all(projects().map((project) => step(`types of ${project}`, () => runTool('tsc', ['-p', project]))))),
    await step('lint', () => runTool('eslint', ['--max-warnings', '0', '.'])),
    await step('format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.'])),
  ];
  const tests = await runTier('unit');
  failures.push(await step('generated docs unchanged', () => runScript('generate-docs.ts', ['--check'])));
  failures.push(await step('rule numbers', () => runScript('rule-numbers.ts')));
  return { passed: tests.passed, failed: tests.failed + failures.filter(Boolean).length };
}

/** Folders with a tsconfig. */
function projects(): string[] {
  const rooms = ['packages', 'apps'].flatMap((folder) => readdirSync(`${ROOT}/${folder}`).map((name) => `${folder}/${name}`));
  return [...rooms, 'bench', 'scripts'].filter((folder) => existsSync(`${ROOT}/${folder}/tsconfig.json`));
}

/** True when it failed. */
async function step(name: string, work: () => Promise<number>): Promise<boolean> {
  const beganMs = performance.now();
  const failed = (await work()) !== 0;
  console.log(`${failed ? 'FAILED' : 'ok'}: ${name} (${((performance.now() - beganMs) / 1000).toFixed(1)} s)`);
  return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

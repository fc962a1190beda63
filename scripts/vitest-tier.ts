/** Runs one tier of tests and counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run.ts';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  /** What failed, in words, so that the end of a long run tells it again. */
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
}

/** A run that fails without a failed test (a file that does not load, a setup that throws) counts as one failure. */
export async function runTier(tier: 'unit' | 'server' | 'e2e'): Promise<TestCount> {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-tests-'));
  const file = join(folder, 'report.json');
  try {
    const code = await runTool('vitest', [
      'run',
      '--project',
      tier,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const count = readCount(file);
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1, failures: [`the tests of ${tier} ended with code ${code}`] } : count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The last lines of a run: what failed, then the count, which stays the very last line. */
export function tellCount({ passed, failed, failures }: TestCount): void {
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
}

function readCount(file: string): TestCount {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      failures: [...broken.map((result) => `${result.name}: ${firstLine(result.message)}`), ...report.testResults.flatMap(failuresOf)],
    };
  } catch {
    return { passed: 0, failed: 0, failures: [] };
  }
}

function failuresOf(file: FileReport): string[] {
  return file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${test.fullName} (${file.name}): ${firstLine(test.failureMessages?.[0])}`);
}

function firstLine(text: string | undefined): string {
  return text?.split('\n')[0] ?? 'no reason was told';
}

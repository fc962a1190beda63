import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NOTED_FACTS } from '../packages/core/src/index.ts';
import { ROOT } from './run.ts';

/** Names of facts, as files that write one spell them: words with a capital each, and in the past tense, as commands are not. */
const FACT = /'((?:[A-Z][a-z]*)+(?:ed|Read|Made|Begun|Chosen|In|Out))'/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('noteFact(') || text.includes('noteSignIn('));
}

it('[LOGB-4] every fact that the server notes has a sentence', () => {
  const known = new Set<string>(Object.values(NOTED_FACTS).flat());
  const noted = sources(`${ROOT}/apps/server/src`).flatMap((text) => [...text.matchAll(FACT)].map(([, name]) => name!));
  expect(noted.filter((name) => !known.has(name))).toEqual([]);
  expect(noted.length).toBeGreaterThan(20);
});

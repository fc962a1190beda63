/** Every rule in docs/rules.md has a test whose title begins with its number, and every numbered test has its rule. */
import { globSync, readFileSync } from 'node:fs';
import { ROOT } from './run.ts';

const rules = new Set([...readFileSync(`${ROOT}/docs/rules.md`, 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1]!));
const tested = new Map<string, string>();
for (const file of globSync('{packages,apps,scripts,bench}/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: (path) => /node_modules|dist/.test(String(path)),
})) {
  if (!/\.test\.tsx?$|-contract\.ts$/.test(file)) continue;
  for (const match of readFileSync(`${ROOT}/${file}`, 'utf8').matchAll(/['"`]((?:\[[A-Z]+-\d+\] ?)+)/g)) {
    for (const id of match[1]!.matchAll(/[A-Z]+-\d+/g)) tested.set(id[0], file);
  }
}

const untested = [...rules].filter((rule) => !tested.has(rule));
const unruled = [...tested].filter(([id]) => !rules.has(id));
for (const rule of untested) console.error(`docs/rules.md has ${rule}, and no test begins with [${rule}]`);
for (const [id, file] of unruled) console.error(`${file} tests [${id}], which docs/rules.md does not have`);
console.log(`${rules.size} rules, ${tested.size} tested numbers`);
process.exitCode = untested.length + unruled.length > 0 ? 1 : 0;

/** Every rule in docs/rules.md has a test whose title begins with its number, and every numbered test has its rule. */
import { readFileSync, readdirSync } from 'node:fs';
import { ROOT } from './run.ts';

const rules = new Set([...readFileSync(`${ROOT}/docs/rules.md`, 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1]!));
const tested = new Map<string, string>();
for (const file of ['packages', 'apps', 'scripts', 'bench'].flatMap(testFiles)) {
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

/** Tests and the contract suites they run, below a folder. */
function testFiles(folder: string): string[] {
  return readdirSync(`${ROOT}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(node_modules|dist)$/.test(entry.name) ? [] : testFiles(path);
    return /\.test\.tsx?$|-contract\.ts$/.test(path) ? [path] : [];
  });
}

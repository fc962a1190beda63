/** `npm test`: the whole truth. The last line is `N passed, N failed`; a failed step of the check counts as one. */
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { runScript } from './run.ts';
import { runTier } from './vitest-tier.ts';

const built = await runScript('build.ts');
const counts = [await check(), await runTier('server')];
ensureChromium();
counts.push(await runTier('e2e'));

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, built === 0 ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

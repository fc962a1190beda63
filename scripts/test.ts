/** `npm test`: the whole truth. The last line is `N passed, N failed`; a failed step of the check counts as one. */
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { runScript } from './run.ts';
import { runTier, tellCount } from './vitest-tier.ts';

const built = await runScript('build.ts');
const counts = [await check(), await runTier('server')];
ensureChromium();
counts.push(await runTier('e2e'));

const failures = [...(built === 0 ? [] : ['build']), ...counts.flatMap((count) => count.failures)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, built === 0 ? 0 : 1);
tellCount({ passed, failed, failures });
process.exitCode = failed > 0 ? 1 : 0;

/** Three tiers by file name: `*.test.ts(x)` rules and parts, `*.server.test.ts` real PostgreSQL, `*.e2e.test.ts` real Chromium. */
import { defineConfig } from 'vitest/config';

const everywhere = ['packages', 'apps', 'scripts', 'bench'];
const ignored = ['**/node_modules/**', '**/dist/**'];

/** How long a test may wait for what it polls for; vitest's own second is nothing on a machine that stalls. */
const patience = { poll: { timeout: 20_000, interval: 50 } };

function files(ending: string): string[] {
  return everywhere.map((folder) => `${folder}/**/*${ending}`);
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect: patience,
          include: files('.test.{ts,tsx}'),
          exclude: [...ignored, '**/*.server.test.ts', '**/*.e2e.test.ts'],
          // Some play thousands of random cases or send real packets; a shared machine may stall for seconds.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          expect: patience,
          include: files('.server.test.ts'),
          exclude: ignored,
          globalSetup: ['apps/server/test/postgres-setup.ts'],
          // Real processes are started, killed and waited for; each test names a shorter limit where it proves one.
          testTimeout: 60_000,
          // A shared machine may stall for seconds. A second try is shown as such; a test that needs it often is mended.
          retry: 1,
          hookTimeout: 60_000,
          // Two cores: more files at once would measure each other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          expect: patience,
          include: files('.e2e.test.ts'),
          exclude: ignored,
          testTimeout: 120_000,
          retry: 1,
          hookTimeout: 120_000,
          // Several Chromiums with fake cameras on two cores starve each other.
          fileParallelism: false,
        },
      },
    ],
  },
});

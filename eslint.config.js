/** House style that a machine can hold: who may import whom, what core must never see, how long a function gets. */
import { dirname, relative, resolve } from 'node:path';
import tseslint from 'typescript-eslint';

const TESTS = ['**/*.test.{ts,tsx}', '**/test/**', '**/e2e/**', '**/*-contract.ts'];

/** Rooms of the server and who must not be seen from them: `config, errors, log ← process, journal ← hub ← http ← app ← main`. */
const SERVER_ROOMS = {
  process: ['attendance', 'hub', 'http', 'jobs', 'documents', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  journal: ['process', 'organisation', 'attendance', 'hub', 'http', 'jobs', 'documents', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  organisation: ['process', 'attendance', 'hub', 'http', 'jobs', 'documents', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  attendance: ['process', 'ballots', 'hub', 'http', 'jobs', 'documents', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  ballots: ['process', 'hub', 'http', 'jobs', 'documents', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  hub: ['http', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  http: ['demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  jobs: ['http', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  documents: ['hub', 'http', 'demo', 'simulator', 'cli', 'app.ts', 'main.ts'],
  simulator: ['process', 'journal', 'hub', 'http', 'jobs', 'documents', 'demo', 'cli', 'app.ts', 'main.ts'],
};

const zone = (target, from, message) => ({ target, from, message });
const zones = [
  zone('packages/core', ['packages/media', 'apps', 'bench'], 'Core sees nothing of ours.'),
  zone('packages/media', ['packages/core', 'apps', 'bench'], 'Media sees nothing of ours: no people, no rules.'),
  zone('apps/server', ['apps/web', 'bench'], 'The server does not see the web app.'),
  zone('apps/web', ['apps/server', 'packages/media', 'bench'], 'The web app sees core only.'),
  zone('apps/phone', ['apps/server', 'packages/media', 'bench', 'apps/web/src'], 'The phone page sees core only.'),
  zone(
    'bench',
    ['apps/server/src/hub', 'apps/server/src/http', 'apps/server/src/journal', 'apps/web'],
    'Benchmarks use the public address only.',
  ),
  ...['config.ts', 'settings.ts', 'errors.ts', 'log.ts'].map((file) =>
    zone(
      `apps/server/src/${file}`,
      ['process', 'journal', 'hub', 'http', 'cli'].map((room) => `apps/server/src/${room}`),
      'Everybody imports it, so it imports nobody.',
    ),
  ),
  ...Object.entries(SERVER_ROOMS).map(([room, unseen]) =>
    zone(
      `apps/server/src/${room}`,
      unseen.map((other) => `apps/server/src/${other}`),
      `Imports run config, errors ← process, journal ← hub ← http ← app ← main; ${room} must not see this.`,
    ),
  ),
  zone(
    'apps/web/src/ui',
    ['apps/web/src/live', 'apps/web/src/features', 'apps/web/src/app'],
    'Imports run ui, i18n ← live ← features ← app.',
  ),
  zone(
    'apps/web/src/i18n',
    ['apps/web/src/ui', 'apps/web/src/live', 'apps/web/src/features', 'apps/web/src/app'],
    'Imports run ui, i18n ← live ← features ← app.',
  ),
  zone('apps/web/src/live', ['apps/web/src/features', 'apps/web/src/app'], 'Imports run ui, i18n ← live ← features ← app.'),
  zone('apps/web/src/features', ['apps/web/src/app'], 'Imports run ui, i18n ← live ← features ← app.'),
];

/** Reports an import from one room of another that must not be seen from it. Own code, because the plugin for it brings native parts for twenty platforms. */
const roomsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(import.meta.dirname, context.filename);
    const here = zones.filter(({ target }) => isWithin(file, target));
    const check = ({ source }) => {
      const path = typeof source?.value === 'string' ? importedPath(context.filename, source.value) : undefined;
      const broken = path && here.find(({ from }) => from.some((room) => isWithin(path, room)));
      if (broken) context.report({ node: source, message: broken.message });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

/** Path from the root of what is imported, where it is ours. */
function importedPath(importer, specifier) {
  if (specifier.startsWith('.')) return relative(import.meta.dirname, resolve(dirname(importer), specifier));
  const name = /^@diemcau\/(\w+)/.exec(specifier)?.[1];
  return name && (name === 'web' ? 'apps/web' : `packages/${name}`);
}

function isWithin(path, room) {
  return path === room || path.startsWith(`${room}/`);
}

const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Named exports.' };
const CORE_GLOBALS = [
  'console',
  'process',
  'Buffer',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'window',
  'document',
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', 'apps/web/public/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { rooms: roomsRule } } },
    rules: {
      'house/rooms': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // The compiler knows better where an index is safe; a test proves it.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Three is the habit; where a packet passes, a fourth saves an object.
      'max-params': ['error', 4],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        ...CORE_GLOBALS.map((name) => ({ name, message: 'Core has no clock, no randomness, no input or output.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time arrives in the envelope.' },
        { object: 'Math', property: 'random', message: 'Randomness arrives in the envelope.' },
      ],
      'no-restricted-syntax': [
        'error',
        NO_DEFAULT,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time arrives in the envelope.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*', 'pg', 'fastify', 'react'], message: 'Core runs in the browser, too.' }] },
      ],
    },
  },
  {
    // Core's own tsconfig has no Node and leaves its tests out; that of scripts/ has them, and the browser tests.
    files: [
      'packages/core/src/**/*.test.ts',
      'packages/core/src/**/testing/**/*.ts',
      'apps/web/e2e/**/*.ts',
      'apps/server/test/e2e/**/*.ts',
      'vitest.config.ts',
    ],
    languageOptions: { parserOptions: { projectService: false, project: ['scripts/tsconfig.json'] } },
  },
  {
    files: TESTS,
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' },
  },
  {
    // Their tools ask for a default export; scripts and benchmarks talk to a person on a terminal.
    files: ['**/*.config.{ts,js}', 'apps/server/test/*-setup.ts', 'scripts/**', 'bench/**', '**/build.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
);

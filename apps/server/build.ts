/** Bundles the server into dist/: our packages from their TypeScript, npm's stay where npm put them. */
import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

const folder = import.meta.dirname;

/** `packages: 'external'` would leave our own packages out, too; they are bundled from where their `exports` point. */
const ourPackages: Plugin = {
  name: 'our-packages',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^@diemcau\// }, ({ path }) => {
      const [, name = '', ...rest] = path.split('/');
      const root = `${folder}/../../packages/${name}`;
      const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { exports: Record<string, string> };
      return { path: `${root}/${exports[['.', ...rest].join('/')] ?? 'no-such-export'}` };
    });
  },
};

/** Leaves older chunks in place: a server that runs from them goes on. Takes about half a second. */
export async function buildServer(): Promise<void> {
  await build({
    entryPoints: [`${folder}/src/main.ts`],
    outdir: `${folder}/dist`,
    bundle: true,
    // A subcommand loads only its own part: a media process has no use for the web worker's code.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    plugins: [ourPackages],
    sourcemap: true,
    logLevel: 'warning',
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  await buildServer();
}

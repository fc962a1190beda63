/** Bundles the server into dist/: our packages from their TypeScript, npm's stay where npm put them. */
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const folder = import.meta.dirname;
const { dependencies } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { dependencies: Record<string, string> };
const ours = Object.keys(dependencies).filter((name) => name.startsWith('@diemcau/'));

rmSync(`${folder}/dist`, { recursive: true, force: true });
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
  alias: ourPackages(),
  sourcemap: true,
  logLevel: 'warning',
});

/** `packages: 'external'` would leave our own packages out, too. */
function ourPackages(): Record<string, string> {
  const names = ours.length > 0 ? ours : ['@diemcau/core', '@diemcau/media'];
  return Object.fromEntries(names.map((name) => [name, `${folder}/../../packages/${name.split('/')[1]}/src/index.ts`]));
}

/** Tells the service worker of rooms which files of this build the room’s page needs, and gives the files PDFs are drawn with an address. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const ROOM_PAGE = /features\/site-room\/site-page\.tsx$/;
const WORKER = 'room-worker.js';
/** Kept for ever by browsers like everything below `assets/`, so its name has the version. */
const PDF_FOLDER = `assets/pdf-${pdfVersion()}`;

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk & { readonly viteMetadata?: { readonly importedCss: Set<string>; readonly importedAssets: Set<string> } };

export function offlineRoom(): Plugin {
  return {
    name: 'offline-room',
    apply: 'build',
    config: () => ({ define: { __PDF_FOLDER__: JSON.stringify(`/${PDF_FOLDER}/`) } }),
    generateBundle(_options, bundle) {
      const fonts = pdfFiles().map(({ name, path }) => {
        const fileName = `${PDF_FOLDER}/${name}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
        return fileName;
      });
      const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk');
      const entry = chunks.find(({ isEntry, name }) => isEntry && name === 'index');
      const room = chunks.find(({ facadeModuleId }) => facadeModuleId !== null && ROOM_PAGE.test(facadeModuleId));
      const worker = chunks.find(({ fileName }) => fileName === WORKER);
      if (!entry || !room || !worker) throw new Error('offline-room: the entry, the room’s page or its worker is not in the build');
      const files = new Set<string>(fonts);
      collect(bundle, entry, { files, lazies: false });
      collect(bundle, room, { files, lazies: true });
      const urls = [...files].toSorted().map((file) => `/${file}`);
      worker.code = worker.code
        .replaceAll('__ROOM_FILES__', JSON.stringify(urls))
        .replaceAll('__ROOM_ENTRY__', JSON.stringify(`/${entry.fileName}`));
    },
  };
}

/** What a chunk needs at once; with `lazies` also what it loads later. */
function collect(bundle: Bundle, chunk: Chunk, into: { readonly files: Set<string>; readonly lazies: boolean }): void {
  if (into.files.has(chunk.fileName)) return;
  into.files.add(chunk.fileName);
  for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) into.files.add(file);
  for (const name of [...chunk.imports, ...(into.lazies ? chunk.dynamicImports : [])]) {
    const next = bundle[name];
    if (next?.type === 'chunk') collect(bundle, next, into);
  }
}

/** Fonts for PDFs that bring none (PDF 1.7 §9.6.2.2), and JPEG 2000 for scans, in JavaScript because the content policy allows no WebAssembly. */
function pdfFiles(): { readonly name: string; readonly path: string }[] {
  const folder = dirname(pdfPackage());
  const fonts = readdirSync(join(folder, 'standard_fonts')).filter((name) => /\.(pfb|ttf)$/.test(name));
  return [
    ...fonts.map((name) => ({ name, path: join(folder, 'standard_fonts', name) })),
    { name: 'openjpeg_nowasm_fallback.js', path: join(folder, 'wasm', 'openjpeg_nowasm_fallback.js') },
  ];
}

function pdfPackage(): string {
  return createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
}

function pdfVersion(): string {
  return (JSON.parse(readFileSync(pdfPackage(), 'utf8')) as { readonly version: string }).version;
}

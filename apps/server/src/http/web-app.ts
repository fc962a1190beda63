/** The built web app: files with a hash in their name for ever, pages always fresh. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { HttpServer } from './http-parts.ts';

/** Addresses the app routes by itself. */
const PAGES = [
  ...['/', '/sign-in', '/password', '/setup', '/join', '/console', '/console/*', '/site', '/site/*', '/screen', '/screen/*'],
  ...['/organisation', '/sites', '/sites/*', '/import'],
];
/** A year, the longest a cache is asked to keep anything (RFC 9111 has no limit, caches do). */
const ASSET_SECONDS = 31_536_000;
const BUILD_MISSING = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Điểm Cầu</title>
<body><h1>Điểm Cầu</h1>
<p>Máy chủ đang chạy, nhưng giao diện web chưa được dựng. Chạy <code>npm run build</code> trong thư mục cài đặt rồi tải lại trang.</p>
<p lang="en">The server is running, but the web app has not been built. Run <code>npm run build</code> in the installation folder and reload.</p>`;

export async function serveWebApp(app: HttpServer, dist = findWebApp()): Promise<void> {
  if (dist)
    await app.register(fastifyStatic, { root: dist, wildcard: false, index: false, cacheControl: false, preCompressed: true, setHeaders });
  const page = (_request: unknown, reply: FastifyReply) =>
    dist ? reply.header('cache-control', 'no-cache').sendFile('index.html') : reply.code(503).type('text/html').send(BUILD_MISSING);
  for (const path of PAGES) app.get(path, { schema: { hide: true } }, page);
}

/** Vite puts a hash into the name of everything below `assets/`. */
function setHeaders(reply: { setHeader(name: string, value: string): unknown }, path: string): void {
  const forEver = /[\\/]assets[\\/]/.test(path);
  // The build lays a .br and a .gz beside each file (RFC 9110 §12.5.5).
  reply.setHeader('vary', 'accept-encoding');
  reply.setHeader('cache-control', forEver ? `public, max-age=${ASSET_SECONDS}, immutable` : 'no-cache');
}

/** Looks upwards: the same file runs from `src` and from a bundle. */
function findWebApp(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const dist = join(folder, 'apps/web/dist');
    if (existsSync(join(dist, 'index.html'))) return dist;
    folder = dirname(folder);
  }
  return undefined;
}

/** The built web app and the phone page: files with a hash in their name for ever, pages always fresh. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorProblem, ProtocolFault } from '../errors.ts';
import type { HttpServer } from './http-parts.ts';
import { sendProblem } from './problems.ts';

/** What is not a page, whoever asks. */
const NOT_PAGES = /^\/(?:api|health|metrics|assets)(?:[/?]|$)/;
/** A year, the longest a cache is asked to keep anything (RFC 9111 has no limit, caches do). */
const ASSET_SECONDS = 31_536_000;
const BUILD_MISSING = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Điểm Cầu</title>
<body><h1>Điểm Cầu</h1>
<p>Máy chủ đang chạy, nhưng giao diện web chưa được dựng. Chạy <code>npm run build</code> trong thư mục cài đặt rồi tải lại trang.</p>
<p lang="en">The server is running, but the web app has not been built. Run <code>npm run build</code> in the installation folder and reload.</p>`;

/** A person who goes to an address gets the app, which knows its own pages; a program that asks for one gets a problem. */
export async function serveWebApp(app: HttpServer, dist = findBuilt('web')): Promise<void> {
  if (dist)
    await app.register(fastifyStatic, { root: dist, wildcard: false, index: false, cacheControl: false, preCompressed: true, setHeaders });
  const page = (reply: FastifyReply) =>
    dist ? reply.header('cache-control', 'no-cache').sendFile('index.html') : reply.code(503).type('text/html').send(BUILD_MISSING);
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply));
  await servePhonePage(app);
  app.setNotFoundHandler((request, reply) =>
    isForPerson(request) ? page(reply.code(200)) : sendProblem(reply, errorProblem(new ProtocolFault('not-found'))),
  );
}

/** `/c/CODE` and its files: an app of its own, whatever the code leads to. */
async function servePhonePage(app: HttpServer, dist = findBuilt('phone')): Promise<void> {
  if (dist) {
    const files = { root: dist, prefix: '/c/', wildcard: false, index: false as const, cacheControl: false, preCompressed: true };
    await app.register(fastifyStatic, { ...files, decorateReply: false, setHeaders });
  }
  for (const url of ['/c/', '/c/:code(^[A-Za-z0-9]{8}$)'])
    app.get(url, { schema: { hide: true } }, (request, reply) => {
      const { code } = request.params as { readonly code?: string };
      if (code !== undefined) void reply.header('link', firstQuestion(code));
      return dist
        ? reply.header('cache-control', 'no-cache').sendFile('index.html', dist)
        : reply.code(503).type('text/html').send(BUILD_MISSING);
    });
}

/** What the page asks first is asked for while its script is still on the way (RFC 8288, rel=preload): one round trip less. */
function firstQuestion(code: string): string {
  return `</api/v1/phones/${code.toUpperCase()}>; rel=preload; as=fetch; crossorigin=anonymous`;
}

function isForPerson({ method, url, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html') && !NOT_PAGES.test(url);
}

/** Vite puts a hash into the name of everything below `assets/`. */
function setHeaders(reply: { setHeader(name: string, value: string): unknown }, path: string): void {
  const forEver = /[\\/]assets[\\/]/.test(path);
  // The build lays a .br and a .gz beside each file (RFC 9110 §12.5.5).
  reply.setHeader('vary', 'accept-encoding');
  reply.setHeader('cache-control', forEver ? `public, max-age=${ASSET_SECONDS}, immutable` : 'no-cache');
}

/** Looks upwards: the same file runs from `src` and from a bundle. */
function findBuilt(app: 'web' | 'phone'): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const dist = join(folder, 'apps', app, 'dist');
    if (existsSync(join(dist, 'index.html'))) return dist;
    folder = dirname(folder);
  }
  return undefined;
}

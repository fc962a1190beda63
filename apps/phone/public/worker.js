/**
 * Keeps the page itself for a hall without network: the shell and its files, nothing that is about
 * anybody. What is asked of the interface always goes to the server.
 */
const KEPT = 'phone-shell-1';
const SHELL = '/c/';

self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(SHELL)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});

/** The newest page where there is a network; its files have names of their own and are kept beside the older ones' place. */
async function page(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await keep(fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw error;
  }
}

async function keepShell() {
  const fresh = await fetch(SHELL, { cache: 'no-cache' });
  if (!fresh.ok) throw new Error('the page is not there');
  await keep(fresh);
}

/** The page and every file it names; files that it no longer names go. */
async function keep(fresh) {
  const html = await fresh.clone().text();
  const files = [...html.matchAll(/(?:src|href)="(\/c\/[^"]+)"/g)].map((match) => match[1]);
  const cache = await caches.open(KEPT);
  const known = await cache.keys();
  const missing = [];
  for (const file of files) if (!(await cache.match(file))) missing.push(file);
  await cache.addAll(missing);
  await cache.put(SHELL, fresh);
  const wanted = new Set([SHELL, ...files]);
  await Promise.all(known.filter(({ url }) => !wanted.has(new URL(url).pathname)).map((request) => cache.delete(request)));
}

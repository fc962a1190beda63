/**
 * The service worker of rooms (Service Workers, W3C): the page of a room opens while its line is cut. It keeps the
 * files of that page as one build has them, all or none, and answers with them; documents are the page’s own affair
 * (room-shelf.ts). Everything else goes to the network as if it were not there.
 */

/** The types of the DOM library know pages only. */
interface WorkerEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

/** Filled in by the build (offline-room.ts). */
declare const __ROOM_FILES__: readonly string[];
declare const __ROOM_ENTRY__: string;

const scope = globalThis as unknown as WorkerScope;
const PREFIX = 'diemcau-shell-';
const NAME = PREFIX + hashOf(__ROOM_FILES__.join());
const PAGE = '/';
/** A room that reloads waits this long for a server that does not answer before it opens with what it has. */
const PAGE_WAIT_MS = 4_000;

scope.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => scope.skipWaiting())));
scope.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => scope.clients.claim())));
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    if (url.pathname.startsWith('/site/')) event.respondWith(page(event.request));
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event.request));
});

async function keepShell(): Promise<void> {
  const answer = await fetch(PAGE, { cache: 'no-cache' });
  const html = await answer.clone().text();
  // The server is a build further already: its own worker will come.
  if (!answer.ok || !html.includes(__ROOM_ENTRY__)) throw new Error('the page is of another build');
  const cache = await caches.open(NAME);
  await cache.addAll([...__ROOM_FILES__]);
  await cache.put(PAGE, answer);
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const kept = async () => (await (await caches.open(NAME)).match(PAGE)) ?? Response.error();
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PAGE_WAIT_MS) });
    // A proxy that says the server is away is no page.
    return answer.status >= 500 ? await kept() : answer;
  } catch {
    return kept();
  }
}

async function asset(request: Request): Promise<Response> {
  return (await (await caches.open(NAME)).match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** Names a build; nobody attacks it. FNV-1a (32 bits). */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}

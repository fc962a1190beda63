/** Built by offline-room.ts of the web app; there is none while developing. */
const WORKER_URL = '/room-worker.js';

/** This page came from the worker, or would the next time. */
export function shellIsKept(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}

/** True once the page of a room opens without a network. Throws nothing. */
export async function keepShell(): Promise<boolean> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return false;
  try {
    const registration = await navigator.serviceWorker.register(WORKER_URL);
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    return worker !== null && (await activated(worker));
  } catch {
    return false;
  }
}

function activated(worker: ServiceWorker): Promise<boolean> {
  if (worker.state === 'activated') return Promise.resolve(true);
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    });
  });
}

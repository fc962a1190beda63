import './older-browsers.ts';
import { render } from 'preact';
import { readAddress } from './address.ts';
import { send } from './http.ts';
import { App } from './parts/app.tsx';
import { Phone } from './phone.ts';
import './phone.css';

const LAST = 'phone.last';
/** By then the first answers are there on a slow line, too. */
const KEEP_AFTER_MS = 1_000;
const root = document.getElementById('root');
const brought = readAddress(location);
const storage = storageOrNull();
const code = brought.code ?? storage?.getItem(LAST) ?? null;

// What a QR brought is used once; a page that is shared or opened again does not have it.
if (location.hash !== '') history.replaceState(null, '', location.pathname);
if (code !== null && root) {
  keepLast(code);
  const phone = new Phone({ code, brought, storage, send, newId, nowMs: Date.now, liveUrl });
  addEventListener('online', () => phone.wake('network'));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && phone.wake());
  render(<App phone={phone} storage={storage} />, root);
} else if (root) render(<App phone={null} storage={storage} />, root);

// What keeps the page for later waits until the page itself is there: both would share one slow line.
if (document.readyState === 'complete') keepPage();
else addEventListener('load', () => setTimeout(keepPage, KEEP_AFTER_MS));

/** Only where the page is served over TLS, or from this machine: browsers allow it nowhere else. */
function keepPage(): void {
  navigator.serviceWorker?.register('/c/worker.js', { scope: '/c/' }).catch(() => undefined);
}

function storageOrNull(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function keepLast(value: string): void {
  try {
    storage?.setItem(LAST, value);
  } catch {
    // The installed page then asks for a QR again.
  }
}

/** 128 random bits; `crypto.randomUUID` is not there without TLS. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function liveUrl(conferenceId: string): string {
  return `${location.origin.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=phone`;
}

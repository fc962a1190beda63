const API = '/api/v1/site-sessions/current/preflight-load';
/** Two seconds of what the programs need. */
const DOWN_BYTES = 2_000_000;
/** Four seconds of the least a speaker needs. */
const UP_BYTES = 250_000;
const WAIT_MS = 5_000;
/** Until here a line is still gathering speed (TCP slow start). */
const WARM_UP_BYTES = 200_000;

/** Bit/s of a file coming down, of as much as came in time; null: nothing did. */
export async function timeDownload(siteId: string): Promise<number | null> {
  const query = new URLSearchParams({ site: siteId, bytes: String(DOWN_BYTES) });
  const reader = await fetch(`${API}?${query.toString()}`, { signal: AbortSignal.timeout(WAIT_MS) })
    .then((answer) => (answer.ok ? (answer.body?.getReader() ?? null) : null))
    .catch(() => null);
  if (!reader) return null;
  let bytes = 0;
  let counted = { bytes: 0, atMs: performance.now() };
  for (;;) {
    const part = await reader.read().catch(() => null);
    if (!part?.value) break;
    bytes += part.value.byteLength;
    if (counted.bytes === 0 && bytes >= WARM_UP_BYTES) counted = { bytes, atMs: performance.now() };
  }
  const elapsedMs = performance.now() - counted.atMs;
  return bytes > counted.bytes && elapsedMs > 0 ? Math.round(((bytes - counted.bytes) * 8 * 1_000) / elapsedMs) : null;
}

/** Bit/s of a file going up. One that is not through in time went slower than this, and is told as so much. */
export async function timeUpload(siteId: string, roundTripMs: number): Promise<number | null> {
  const body = new Uint8Array(UP_BYTES);
  // Noise, which no proxy makes smaller; in pieces as large as the browser gives.
  for (let from = 0; from < UP_BYTES; from += 65_536) crypto.getRandomValues(body.subarray(from, from + 65_536));
  const began = performance.now();
  const answer = await fetch(`${API}?${new URLSearchParams({ site: siteId }).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((error: unknown) => (error instanceof DOMException && error.name === 'TimeoutError' ? 'late' : null));
  if (answer === null || (answer !== 'late' && !answer.ok)) return null;
  const elapsedMs = Math.max(1, performance.now() - began - roundTripMs);
  return Math.round((UP_BYTES * 8 * 1_000) / elapsedMs);
}

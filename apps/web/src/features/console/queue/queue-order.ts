import type { RequestId } from '@diemcau/core';

/** The queue with one request moved to another place (0 first); the same array where nothing moves. */
export function movedTo(queue: readonly RequestId[], requestId: RequestId, place: number): readonly RequestId[] {
  const from = queue.indexOf(requestId);
  const to = Math.max(0, Math.min(queue.length - 1, place));
  if (from < 0 || from === to) return queue;
  return queue.toSpliced(from, 1).toSpliced(to, 0, requestId);
}

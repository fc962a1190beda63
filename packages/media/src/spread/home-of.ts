import type { EndpointId } from '../media-plane.ts';

/**
 * Which of `count` processes takes the sessions of an endpoint: FNV-1a over its name
 * (draft-eastlake-fnv §3), so that everybody knows it without asking. 0-based.
 */
export function homeOf(endpoint: EndpointId, count: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(endpoint)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % count;
}

/** A message as bytes. Written once, sent to many. */
import type { ServerMessage } from '@diemcau/core';

export function frame(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}

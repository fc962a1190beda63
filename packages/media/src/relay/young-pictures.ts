import type { EndpointId, SessionId } from '../media-plane.ts';
import { KEYFRAME_INTERVAL_MS } from '../sfu/keyframe-requests.ts';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';

/**
 * Half a second of the program is 100 kB. Policy past the bound: the picture is forgotten until its next keyframe, and
 * who comes late waits for that.
 */
const PACKETS_MAX = 1024;

interface YoungPicture {
  readonly source: Source;
  readonly beganAtMs: number;
  readonly packets: MediaPacket[];
}

/**
 * Main pictures from their last keyframe on, as long as it is so young that no other may be asked for. A
 * process that begins to show one in that time begins with these packets: the keyframe that its own command caused may
 * have gone by before it was heard, and its viewers would wait half a second for the next.
 */
export class YoungPictures {
  readonly #byEndpoint = new Map<EndpointId, YoungPicture>();

  /** Takes a copy: the packet's own bytes are rewritten for the viewers of this process. */
  note(source: Source, packet: MediaPacket, nowMs: number): void {
    if (source.name !== 'main') return;
    if (packet.startsKeyframe) this.#byEndpoint.set(source.endpoint, { source, beganAtMs: nowMs, packets: [] });
    const picture = this.#byEndpoint.get(source.endpoint);
    if (!picture) return;
    const isOver = picture.source !== source || nowMs - picture.beganAtMs > KEYFRAME_INTERVAL_MS || picture.packets.length >= PACKETS_MAX;
    if (isOver) this.#byEndpoint.delete(source.endpoint);
    else picture.packets.push({ ...packet, bytes: Buffer.from(packet.bytes) });
  }

  /** From the keyframe on; null where the last one is older than 500 ms, and another may be asked for. */
  of(endpoint: EndpointId, nowMs: number): YoungPicture | null {
    const picture = this.#byEndpoint.get(endpoint);
    return picture && nowMs - picture.beganAtMs <= KEYFRAME_INTERVAL_MS ? picture : null;
  }

  ended(endpoint: EndpointId, session: SessionId): void {
    if (this.#byEndpoint.get(endpoint)?.source.session === session) this.#byEndpoint.delete(endpoint);
  }
}

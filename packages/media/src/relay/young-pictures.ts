import type { EndpointId, SessionId } from '../media-plane.ts';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';

/**
 * Who begins with an older keyframe runs behind: what came since is there at once, and its clock ahead of the
 * arrivals by as much. The other processes hear of a switch within a few tens of milliseconds.
 */
const YOUNG_MS = 150;
/** Four times what the program sends in that time. Policy past the bound: the picture is forgotten until its next keyframe. */
const PACKETS_MAX = 256;

interface YoungPicture {
  readonly source: Source;
  readonly beganAtMs: number;
  readonly packets: MediaPacket[];
}

/**
 * Main pictures from their last keyframe on, while that is young. A process that begins to take one in that time
 * begins with these packets: the keyframe that a switch caused may have gone by before the process was heard, and the
 * next may be asked for only 500 ms later.
 */
export class YoungPictures {
  readonly #byEndpoint = new Map<EndpointId, YoungPicture>();

  /** Takes a copy: the packet's own bytes are rewritten for the viewers of this process. */
  note(source: Source, packet: MediaPacket, nowMs: number): void {
    if (source.name !== 'main') return;
    const known = this.#byEndpoint.get(source.endpoint);
    // The first packet of a keyframe may come twice, and late: a repair is asked for as soon as there is a gap.
    const isAgain = known?.source === source && known.packets[0]?.timestamp === packet.timestamp;
    if (packet.startsKeyframe && !isAgain) this.#byEndpoint.set(source.endpoint, { source, beganAtMs: nowMs, packets: [] });
    const picture = this.#byEndpoint.get(source.endpoint);
    if (!picture) return;
    const isOver = picture.source !== source || nowMs - picture.beganAtMs > YOUNG_MS || picture.packets.length >= PACKETS_MAX;
    if (isOver) this.#byEndpoint.delete(source.endpoint);
    else picture.packets.push({ ...packet, bytes: Buffer.from(packet.bytes) });
  }

  /** From the keyframe on, without a gap; null where there is none such, and a keyframe is to be asked for. */
  of(endpoint: EndpointId, nowMs: number): YoungPicture | null {
    const picture = this.#byEndpoint.get(endpoint);
    if (!picture) return null;
    if (nowMs - picture.beganAtMs <= YOUNG_MS) return isWhole(picture.packets) ? picture : null;
    this.#byEndpoint.delete(endpoint);
    return null;
  }

  /** Also of a session that another of its endpoint replaced: it is closed before the other's first packet is noted. */
  ended(endpoint: EndpointId, session: SessionId): void {
    if (this.#byEndpoint.get(endpoint)?.source.session === session) this.#byEndpoint.delete(endpoint);
  }
}

/** Whether each number from the keyframe's first to the highest is there, in whatever order. */
function isWhole(packets: readonly MediaPacket[]): boolean {
  const first = packets[0]?.sequenceNumber ?? 0;
  const offsets = new Set(packets.map(({ sequenceNumber }) => (sequenceNumber - first) & 0xffff));
  return Math.max(...offsets) === offsets.size - 1;
}

import { vp8Payload, type WhipPeer } from '@diemcau/media/peers';
import { machineNowUs, SENT_AT_OFFSET } from './messages.ts';

export interface TimedCameraOptions {
  readonly tag: number;
  readonly track: 'main' | 'thumb';
  readonly framesPerSecond: number;
  readonly packetsPerFrame: number;
  readonly payloadBytes: number;
}

const VIDEO_CLOCK_HZ = 90_000;

/** A camera whose packets carry the time at which they were sent. Answers a keyframe request at once. The caller closes it. */
export class TimedCamera {
  readonly #peer: WhipPeer;
  readonly #options: TimedCameraOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #pictureId = 0;

  constructor(peer: WhipPeer, options: TimedCameraOptions) {
    this.#peer = peer;
    this.#options = options;
    this.#stopListening = peer.onKeyframeRequest((track) => track === options.track && this.#sendFrame(true));
    this.#timer = setInterval(() => this.#sendFrame(this.#pictureId === 0), 1000 / options.framesPerSecond);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopListening();
  }

  #sendFrame(isKeyframe: boolean): void {
    const { packetsPerFrame, track } = this.#options;
    const timestamp = Math.round((machineNowUs() * VIDEO_CLOCK_HZ) / 1e6) >>> 0;
    for (let index = 0; index < packetsPerFrame; index += 1) {
      const payload = vp8Payload({ ...this.#options, pictureId: this.#pictureId, isFirst: index === 0, isKeyframe });
      payload.writeDoubleLE(machineNowUs(), SENT_AT_OFFSET);
      this.#peer.sendVideo(payload, { timestamp, marker: index === packetsPerFrame - 1, track });
    }
    this.#pictureId = (this.#pictureId + 1) & 0x7fff;
  }
}

import type { WhipPeer } from '@diemcau/media/peers';
import { SPEECH_PACKET_MS, type Clip, type SpeechLoop, type VideoLoop } from './clip.ts';
import type { Pacer } from './pacer.ts';
import { AUDIO_CLOCK_HZ, nextPictureId, rtpTimestamp, VIDEO_CLOCK_HZ, vp8Payloads } from './packetise.ts';
import { jumpToKeyframe, startPlayback, takeDue, type Playback } from './playback.ts';

/** What a room sends right now. `main` is picture and sound together (docs/protocol.md §3). */
export interface SendingChoice {
  readonly main: boolean;
  readonly thumb: boolean;
}

interface VideoTrack {
  readonly loop: VideoLoop;
  playback: Playback | null;
  pictureId: number;
}

const SILENT_DBOV = 127;

/** Plays a clip into whatever WHIP session the room has, and answers a PLI with a keyframe. Idempotent `close`. */
export class ClipSender {
  readonly #main: VideoTrack;
  readonly #thumb: VideoTrack;
  readonly #speech: SpeechLoop;
  readonly #pacer: Pacer;
  readonly #timestampBase: number;
  readonly #originMs = performance.now();
  readonly #onKeyframe: (track: 'main' | 'thumb') => void;
  #speechPlayback: Playback | null = null;
  #peer: WhipPeer | null = null;
  #unpace: (() => void) | null = null;
  #unlisten: (() => void) | null = null;
  #sentBytes = 0;
  #loudestDbov = SILENT_DBOV;

  constructor(
    clip: Clip,
    with_: { readonly pacer: Pacer; readonly random: () => number; readonly onKeyframe: (track: 'main' | 'thumb') => void },
  ) {
    this.#main = { loop: clip.main, playback: null, pictureId: Math.floor(with_.random() * 0x8000) };
    this.#thumb = { loop: clip.thumb, playback: null, pictureId: Math.floor(with_.random() * 0x8000) };
    this.#speech = clip.speech;
    this.#pacer = with_.pacer;
    this.#onKeyframe = with_.onKeyframe;
    this.#timestampBase = Math.floor(with_.random() * 0x100000000);
  }

  get choice(): SendingChoice {
    return { main: this.#main.playback !== null, thumb: this.#thumb.playback !== null };
  }

  /** Also begins again with a keyframe, because a new session's receiver has none. */
  use(peer: WhipPeer | null): void {
    this.#unlisten?.();
    this.#peer = peer;
    this.#unlisten = peer?.onKeyframeRequest((track) => this.#answerKeyframeRequest(track)) ?? null;
    this.choose(this.choice);
    for (const track of [this.#main, this.#thumb]) if (track.playback) jumpToKeyframe(track.playback, track.loop);
  }

  choose(choice: SendingChoice): void {
    const nowMs = performance.now();
    switchTrack(this.#main, choice.main, nowMs);
    switchTrack(this.#thumb, choice.thumb, nowMs);
    if (!choice.main) this.#speechPlayback = null;
    else this.#speechPlayback ??= startPlayback(SPEECH_PACKET_MS, nowMs);
    const isSending = this.#peer !== null && (choice.main || choice.thumb);
    if (isSending) this.#unpace ??= this.#pacer.add((stepMs) => this.#step(stepMs));
    else this.#stopPacing();
  }

  /** Bytes of payload and loudest level since the last call. */
  takeMeasures(): { readonly bytes: number; readonly loudestDbov: number | null } {
    const measures = { bytes: this.#sentBytes, loudestDbov: this.#speechPlayback ? this.#loudestDbov : null };
    this.#sentBytes = 0;
    this.#loudestDbov = SILENT_DBOV;
    return measures;
  }

  close(): void {
    this.choose({ main: false, thumb: false });
    this.use(null);
  }

  #answerKeyframeRequest(name: string): void {
    if (name !== 'main' && name !== 'thumb') return;
    const track = name === 'main' ? this.#main : this.#thumb;
    if (!track.playback) return;
    jumpToKeyframe(track.playback, track.loop);
    this.#onKeyframe(name);
  }

  #step(nowMs: number): void {
    this.#sendVideo('main', this.#main, nowMs);
    this.#sendVideo('thumb', this.#thumb, nowMs);
    this.#sendSpeech(nowMs);
  }

  #sendVideo(name: 'main' | 'thumb', track: VideoTrack, nowMs: number): void {
    if (!track.playback) return;
    for (const { index, atMs } of takeDue(track.playback, track.loop.frames.length, nowMs)) {
      const timestamp = rtpTimestamp({ atMs, originMs: this.#originMs }, VIDEO_CLOCK_HZ, this.#timestampBase);
      const payloads = vp8Payloads(track.loop.frames[index] ?? Buffer.alloc(0), track.pictureId);
      payloads.forEach((payload, place) => {
        const isSent = this.#peer?.sendVideo(payload, { timestamp, marker: place === payloads.length - 1, track: name });
        if (isSent) this.#sentBytes += payload.length;
      });
      track.pictureId = nextPictureId(track.pictureId);
    }
  }

  #sendSpeech(nowMs: number): void {
    if (!this.#speechPlayback) return;
    for (const { index, atMs } of takeDue(this.#speechPlayback, this.#speech.packets.length, nowMs)) {
      const timestamp = rtpTimestamp({ atMs, originMs: this.#originMs }, AUDIO_CLOCK_HZ, this.#timestampBase);
      const levelDbov = this.#speech.levelsDbov[index] ?? SILENT_DBOV;
      const packet = this.#speech.packets[index] ?? Buffer.alloc(0);
      if (this.#peer?.sendAudio(packet, { timestamp, levelDbov })) this.#sentBytes += packet.length;
      this.#loudestDbov = Math.min(this.#loudestDbov, levelDbov);
    }
  }

  #stopPacing(): void {
    this.#unpace?.();
    this.#unpace = null;
  }
}

/** A picture begins with a keyframe whenever it begins. */
function switchTrack(track: VideoTrack, isOn: boolean, nowMs: number): void {
  if (!isOn) track.playback = null;
  else track.playback ??= startPlayback(track.loop.frameMs, nowMs);
}

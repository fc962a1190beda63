import type { BusId, EndpointId, SetBus } from '../media-plane.ts';
import { createContinuation, join, rewrite, type Continuation } from '../rtp/continuation.ts';
import { VIDEO_CODECS, type VideoCodec } from '../rtp/codec.ts';
import { RTP_HEADER_BYTES } from '../rtp/rtp-packet.ts';
import { addOutlet, createFanOut, removeOutlet, writeToAll, type FanOut, type Outlet } from './fan-out.ts';
import type { MediaPacket, Source } from './publisher-session.ts';

/** Sound of a bus at one viewer: silence in place of the endpoints in whose room it stands. */
export interface AudioOutlet extends Outlet {
  readonly ownEndpoints: ReadonlySet<EndpointId>;
}

/** One program bus: who feeds it, who watches it, and the outgoing streams all its viewers share. */
export interface Bus {
  readonly id: BusId;
  readonly video: Continuation;
  readonly audio: Continuation;
  /** One stream for all codecs: a switch may change the codec as it changes the source. */
  readonly videoOut: Readonly<Record<VideoCodec, FanOut>>;
  readonly audioOutlets: Set<AudioOutlet>;
  audible: FanOut;
  silenced: FanOut;
  source: EndpointId | null;
  hasAudio: boolean;
  revision: number;
  /** Whose picture leaves now; another than `source` from the command until the new one's keyframe. */
  live: Source | null;
  liveAudio: Source | null;
  changedAtMs: number;
  /** The switch to `revision` was reported. */
  isSettled: boolean;
}

/**
 * How long the former picture may stay while the new one's keyframe is awaited. A keyframe takes a round
 * trip and a frame; after 2 s the new camera is dead, and who lost the floor must not stay on the air.
 */
const HOLD_MAX_MS = 2000;
/** Discontinuous Opus repeats its silence each 400 ms (RFC 7587 §3.1.3); a silent bus need not send more. */
const SILENCE_INTERVAL_MS = 400;
/** 20 ms of silence: configuration 31, mono, one frame, and the shortest frame that decodes to nothing (RFC 6716 §3.1). */
const OPUS_SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

export function createBus(id: BusId, ssrcs: { readonly video: number; readonly audio: number }): Bus {
  return {
    id,
    video: createContinuation(ssrcs.video, 90_000),
    audio: createContinuation(ssrcs.audio, 48_000),
    videoOut: { vp8: createFanOut('vp8'), h264: createFanOut('h264') },
    audioOutlets: new Set(),
    audible: createFanOut('opus'),
    silenced: createFanOut('opus'),
    source: null,
    hasAudio: true,
    revision: -1,
    live: null,
    liveAudio: null,
    changedAtMs: 0,
    isSettled: true,
  };
}

/** Takes a command of a higher revision; returns whether it was one. */
export function applySetBus(bus: Bus, command: SetBus, nowMs: number): boolean {
  if (command.revision <= bus.revision) return false;
  bus.revision = command.revision;
  bus.isSettled = false;
  bus.changedAtMs = nowMs;
  if (bus.source !== command.source) bus.liveAudio = null;
  bus.source = command.source;
  bus.hasAudio = command.audio;
  if (command.source === null) bus.live = null;
  regroupAudio(bus);
  return true;
}

/** Whether the bus still waits for its source's picture. */
export function isWaiting(bus: Bus): boolean {
  return bus.source !== null && bus.live?.endpoint !== bus.source;
}

/** Ends the hold of a former picture that lasted too long. */
export function endHold(bus: Bus, nowMs: number): void {
  if (isWaiting(bus) && nowMs - bus.changedAtMs > HOLD_MAX_MS) bus.live = null;
}

/** A session is gone; whatever of it was live is over. */
export function dropSession(bus: Bus, session: string): void {
  if (bus.live?.session === session) bus.live = null;
  if (bus.liveAudio?.session === session) bus.liveAudio = null;
}

/** A main packet of the bus's source or of the picture it holds. Returns whether it left. */
export function onBusVideo(bus: Bus, from: Source, packet: MediaPacket, nowMs: number): boolean {
  if (from.codec === 'opus') return false;
  if (bus.live !== from) {
    if (from.endpoint !== bus.source) return false;
    if (!packet.startsKeyframe) {
      // A decoder can begin only at a keyframe (RFC 7741 §4.3, RFC 6184 §3.1).
      from.requestKeyframe(nowMs);
      return false;
    }
    join(bus.video, packet.sequenceNumber, packet.timestamp, nowMs);
    bus.live = from;
  }
  if (!rewrite(bus.video, packet.bytes, packet, nowMs)) return false;
  writeToAll(bus.videoOut[from.codec], packet.bytes);
  return true;
}

/** An audio packet of the bus's source. Returns whether something left. */
export function onBusAudio(bus: Bus, from: Source, packet: MediaPacket, nowMs: number): boolean {
  if (from.endpoint !== bus.source) return false;
  if (!bus.hasAudio) return sendSilence(bus, packet, nowMs);
  if (bus.liveAudio !== from) join(bus.audio, packet.sequenceNumber, packet.timestamp, nowMs);
  bus.liveAudio = from;
  if (!rewrite(bus.audio, packet.bytes, packet, nowMs)) return false;
  // First the header's copy: writing to the audible changes the payload type only.
  if (bus.silenced.groups.size > 0) writeToAll(bus.silenced, silenceLike(packet.bytes));
  writeToAll(bus.audible, packet.bytes);
  return true;
}

/** Silence on the whole bus: its own unbroken sequence, far apart, timestamps running on. */
function sendSilence(bus: Bus, packet: MediaPacket, nowMs: number): boolean {
  const isFirst = bus.liveAudio !== null;
  bus.liveAudio = null;
  if (!isFirst && nowMs - bus.audio.lastSentAtMs < SILENCE_INTERVAL_MS) return false;
  join(bus.audio, packet.sequenceNumber, packet.timestamp, nowMs);
  rewrite(bus.audio, packet.bytes, packet, nowMs);
  writeToAll(bus.silenced, silenceLike(packet.bytes));
  return true;
}

function silenceLike(packet: Buffer): Buffer {
  return Buffer.concat([packet.subarray(0, RTP_HEADER_BYTES), OPUS_SILENCE]);
}

export function addVideoOutlet(bus: Bus, outlet: Outlet): void {
  for (const codec of VIDEO_CODECS) addOutlet(bus.videoOut[codec], outlet);
}

export function removeVideoOutlet(bus: Bus, outlet: Outlet): void {
  for (const codec of VIDEO_CODECS) removeOutlet(bus.videoOut[codec], outlet);
}

export function addAudioOutlet(bus: Bus, outlet: AudioOutlet): void {
  bus.audioOutlets.add(outlet);
  addOutlet(isSilenced(bus, outlet) ? bus.silenced : bus.audible, outlet);
}

export function removeAudioOutlet(bus: Bus, outlet: AudioOutlet): void {
  bus.audioOutlets.delete(outlet);
  removeOutlet(bus.audible, outlet);
  removeOutlet(bus.silenced, outlet);
}

function regroupAudio(bus: Bus): void {
  bus.audible = createFanOut('opus');
  bus.silenced = createFanOut('opus');
  for (const outlet of bus.audioOutlets) addOutlet(isSilenced(bus, outlet) ? bus.silenced : bus.audible, outlet);
}

function isSilenced(bus: Bus, outlet: AudioOutlet): boolean {
  return !bus.hasAudio || (bus.source !== null && outlet.ownEndpoints.has(bus.source));
}

/**
 * The media plane: endpoints publish, buses carry, viewers watch. It knows no people and no rules.
 *
 * Who closes whom: the caller closes the plane; closing the plane closes every session. A session
 * also ends by itself when its transport fails, and says so in a `session-closed` event.
 */

import type { Rung } from './ladder/ladder.ts';

/** Opaque name of something that can publish: a room's camera, its screen share, an encoder. */
export type EndpointId = string;
/** Opaque name of a program bus, unique in the plane (the caller puts the conference into it). */
export type BusId = string;
/** Opaque name of one WHIP or WHEP session, made by the plane. */
export type SessionId = string;

/** What a publishing session may carry. `main` is the first video section of the offer, `thumb` the second. */
export type SourceTrack = 'audio' | 'main' | 'thumb';

/** Closed list of why a session ended. */
export type SessionCloseReason =
  | 'closed-by-caller' // closeSession, closeEndpoint or close
  | 'replaced' // a newer session of the same endpoint carries packets
  | 'transport-failed' // ICE or DTLS failed or timed out
  | 'ended-by-peer' // DTLS close_notify
  | 'plane-lost'; // the process that held it died

/** Closed list of what the plane answers when it cannot do what was asked. */
export type MediaFaultCode =
  | 'bad-sdp' // the offer cannot be parsed or has no usable section
  | 'no-common-codec' // a section has neither Opus, VP8 nor constrained baseline H.264
  | 'too-many-sessions' // the plane is full
  | 'unknown-session'
  | 'ice-restart-unsupported' // PATCH with new credentials: open a new session instead
  | 'plane-down'; // the media process is not there; try again

/** An outside fault of the media plane; `code` is stable, `message` is for the log. */
export class MediaFault extends Error {
  constructor(
    readonly code: MediaFaultCode,
    message: string = code,
  ) {
    super(message);
    this.name = 'MediaFault';
  }
}

export interface PublishRequest {
  readonly endpoint: EndpointId;
  /** A complete SDP offer (RFC 9725 §4.2): one audio, one video (`main`), optionally a second video (`thumb`). */
  readonly sdp: string;
}

/**
 * What one feed of a viewer shows. The audio sections of the offer are given to the feeds that have
 * sound, in order; the video sections to all feeds, in order. The answer names each section's
 * stream after the feed (`a=msid:<name> …`), so a page finds it as `MediaStream.id`.
 */
export type Feed =
  | { readonly name: string; readonly bus: BusId; readonly audio: boolean }
  /** A slot shows the thumbnail of whichever endpoint it is tuned to; it starts empty and has no sound. */
  | { readonly name: string; readonly slot: true };

export interface SubscribeRequest {
  /** A complete SDP offer of receive-only sections. */
  readonly sdp: string;
  readonly feeds: readonly Feed[];
  /** Whose room this viewer stands in. It gets silence in place of the sound of these endpoints. */
  readonly ownEndpoints: readonly EndpointId[];
  /** Opaque label that comes back in `stats`; the caller's, not interpreted. */
  readonly label: string;
}

export interface SessionAnswer {
  readonly session: SessionId;
  /** A complete SDP answer, candidates included. */
  readonly sdp: string;
}

export interface SetBus {
  readonly bus: BusId;
  /** Who feeds the bus: the endpoint's newest session, also one that comes later. `null`: nobody. */
  readonly source: EndpointId | null;
  /** false: viewers get the picture and silence (the hall holds the floor and is heard on its own bus). */
  readonly audio: boolean;
  /** Grows with every change of the bus. A lower one than known is ignored, an equal one changes nothing. */
  readonly revision: number;
}

/** One second of one session. Rates are of this second; absent means not measured. */
export interface SessionStats {
  readonly session: SessionId;
  readonly role: 'publish' | 'subscribe';
  /** The endpoint of a publisher, the label of a viewer. */
  readonly label: string;
  readonly rttMs?: number;
  /** Fraction 0–1: of what this publisher sent (seen by us) or this viewer reported (RTCP RR, RFC 3550 §6.4.1). */
  readonly lossRatio?: number;
  /** Bits per second by track for a publisher, under `program` for a viewer. */
  readonly bitratesBps: Readonly<Partial<Record<SourceTrack | 'program', number>>>;
  /** Loudest level of the second in -dBov, 0 loud … 127 silent (RFC 6464 §3). */
  readonly audioLevelDbov?: number;
  /** What a viewer is sent, or a publisher may send, by the state of its line. */
  readonly rung?: Rung;
  /** Feeds of a viewer whose present picture has a codec the viewer did not offer; it keeps the one before. */
  readonly unshownFeeds?: readonly string[];
}

export type MediaEvent =
  | { readonly type: 'session-open'; readonly session: SessionId; readonly role: 'publish' | 'subscribe'; readonly label: string }
  | {
      readonly type: 'session-closed';
      readonly session: SessionId;
      readonly role: 'publish' | 'subscribe';
      readonly label: string;
      readonly reason: SessionCloseReason;
    }
  /** Packets of a track began, or none came for 2 s. */
  | { readonly type: 'source-flowing' | 'source-stalled'; readonly endpoint: EndpointId; readonly track: SourceTrack }
  /** The first packet of the new source left on the bus. */
  | { readonly type: 'bus-switched'; readonly bus: BusId; readonly source: EndpointId | null; readonly revision: number }
  /** How many slots show this endpoint's thumbnail changed. */
  | { readonly type: 'watched'; readonly endpoint: EndpointId; readonly viewers: number }
  | { readonly type: 'stats'; readonly sessions: readonly SessionStats[] }
  /** A new epoch means every session of the old one is gone and every bus is empty. */
  | { readonly type: 'plane-up'; readonly epoch: string }
  | { readonly type: 'plane-down' };

export interface MediaPlane {
  /** Answers a WHIP offer. The endpoint's older session stays until the new one carries packets. Throws MediaFault. */
  publish(request: PublishRequest): Promise<SessionAnswer>;
  /** Answers a WHEP offer. Throws MediaFault. */
  subscribe(request: SubscribeRequest): Promise<SessionAnswer>;
  /** Adds trickled candidates (`application/trickle-ice-sdpfrag`, RFC 8840). Throws MediaFault. */
  trickle(session: SessionId, fragment: string): Promise<void>;
  /** Idempotent: repeat it as often as you like. Video switches at a keyframe, sound at once. */
  setBus(command: SetBus): Promise<void>;
  /** Forgets a bus and its revision; its viewers get nothing more on it. A fed bus ends with `bus-switched` to `null`. */
  closeBus(bus: BusId): Promise<void>;
  /** Shows an endpoint's thumbnail in a viewer's slot (0-based among its slots), or nothing. Throws MediaFault 'unknown-session', also for a slot the session has not. */
  tune(session: SessionId, slot: number, endpoint: EndpointId | null): Promise<void>;
  /** Idempotent; an unknown session is a closed one. */
  closeSession(session: SessionId): Promise<void>;
  /** Closes every publishing session of an endpoint and every viewer session labelled with it. */
  closeEndpoint(endpoint: EndpointId): Promise<void>;
  /**
   * Returns the function that stops listening. A listener that is new gets, before this call returns, the
   * present `plane-up` and then what is so now as the events it missed: `session-open`, `source-flowing`,
   * `bus-switched`, `watched`. While the plane is down it gets nothing until `plane-up`.
   */
  listen(listener: (event: MediaEvent) => void): () => void;
  /** Idempotent. Closes every session; each says so in `session-closed`. */
  close(): Promise<void>;
}

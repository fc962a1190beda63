import { Type, type Static } from 'typebox';
import type { SiteId } from '../kernel/ids.ts';

/** How a link is, in one word; `unknown` until measured. */
export const linkGradeSchema = Type.Union([
  Type.Literal('good'),
  Type.Literal('weak'),
  Type.Literal('bad'),
  Type.Literal('lost'),
  Type.Literal('unknown'),
]);
export type LinkGrade = Static<typeof linkGradeSchema>;

/** State of a camera or microphone as the browser tells it. */
export const deviceStateSchema = Type.Union([
  Type.Literal('ok'),
  /** Not asked for yet, or switched off by the officer. */
  Type.Literal('off'),
  /** The browser or the person said no. */
  Type.Literal('denied'),
  Type.Literal('missing'),
  /** Another program holds it. */
  Type.Literal('busy'),
]);
export type DeviceState = Static<typeof deviceStateSchema>;

/** What a room's page measures of itself, sent about once a second. Never journalled. */
export const siteReportSchema = Type.Object(
  {
    camera: deviceStateSchema,
    microphone: deviceStateSchema,
    /** Loudest level of the last second in dBFS, -127 silent … 0 loudest; null: no microphone. */
    levelDbfs: Type.Union([Type.Number({ minimum: -127, maximum: 0 }), Type.Null()]),
    /** Sending main picture and sound (on standby or on air, or the hall). */
    sendingMain: Type.Boolean(),
    uplinkBps: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    /** Fractions 0–1 of the last seconds. */
    uplinkLossRatio: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
    downlinkLossRatio: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
    rttMs: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    uplink: linkGradeSchema,
    downlink: linkGradeSchema,
  },
  { additionalProperties: false },
);
export type SiteReport = Static<typeof siteReportSchema>;

/** What a room is sent, by the state of its line: everything, thumbnails in place of pictures, sound only, nothing but text. */
export type Rung = 'full' | 'small' | 'audio' | 'text';

/** What reaches a room, as the media plane sees it. */
export interface Delivery {
  readonly rung: Rung;
  /** Fraction 0–1 that did not arrive in the last second; null: not measured. */
  readonly lossRatio: number | null;
  readonly rttMs: number | null;
  /** Feeds whose present picture its browser cannot decode. */
  readonly unshownFeeds: readonly string[];
}

/** One room as the console sees it: its own report, and what the server sees of it. */
export interface SitePresence {
  /** Its page is connected to a worker. */
  readonly online: boolean;
  /** When its page was last connected; now while it is. null: not since this worker began. */
  readonly lastSeenAtMs: number | null;
  /** Since when its page has been connected; null: it is not. */
  readonly sinceMs: number | null;
  /** Browser and system of the device on duty; empty: not known. */
  readonly device: string;
  /** null: it watches nothing. */
  readonly delivery: Delivery | null;
  /** What it may send, by the state of its line; null: it sends nothing. */
  readonly sends: Rung | null;
  readonly report: SiteReport | null;
  /** Packets of its main picture, sound or thumbnail arrive at the media plane. */
  readonly media: { readonly main: boolean; readonly audio: boolean; readonly thumb: boolean };
  /** Sound level measured by the media plane in -dBov (RFC 6464 §3), 127 silent; null: not measured. */
  readonly audioLevelDbov: number | null;
}

export type PresenceBySite = Readonly<Record<SiteId, SitePresence>>;

/** Which side is broken: told to every audience when it changes. */
export interface LinkSummary {
  /** Uplink of the site on air; null when nobody is. */
  readonly speaker: LinkGrade | null;
  readonly hall: LinkGrade;
  /** Of whom the sound arrives and no picture: the last one seen must not stand there as if it moved. */
  readonly soundOnly: { readonly speaker: boolean; readonly hall: boolean };
  /** `degraded`: a worker, the database or the media plane is being restarted. */
  readonly server: 'ok' | 'degraded';
}

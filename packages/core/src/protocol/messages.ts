import type { TallyBySite } from '../attendance/reconcile.ts';
import type { LiveBallot } from '../ballot/view.ts';
import { Type, type Static } from 'typebox';
import { conferenceCommandSchema } from '../conference/commands.ts';
import type { SiteMail } from '../conference/mail.ts';
import type { ConferenceState } from '../conference/state.ts';
import type { Audience } from '../conference/view.ts';
import type { Refusal } from '../kernel/decision.ts';
import type { Actor } from '../kernel/envelope.ts';
import { ID_MAX_CHARS, ID_PATTERN, type SiteId } from '../kernel/ids.ts';
import type { Edit } from './edit.ts';
import { siteReportSchema, type LinkSummary, type PresenceBySite, type Rung } from './presence.ts';

/**
 * Messages of the live socket (`GET /api/v1/conferences/:conferenceId/live`, JSON text frames).
 * docs/protocol.md tells the same to somebody writing another client.
 */
export const PROTOCOL_VERSION = 1;

/** The server pings the transport this often; a client that hears nothing for three of them reconnects. */
export const HEARTBEAT_MS = 5_000;

const idSchema = Type.String({ minLength: 1, maxLength: ID_MAX_CHARS, pattern: ID_PATTERN });

export const clientMessageSchema = Type.Union([
  /** First message. `have` is the view the client still holds from before a cut. */
  Type.Object(
    {
      type: Type.Literal('hello'),
      protocol: Type.Integer(),
      audience: Type.Union([Type.Literal('console'), Type.Literal('site'), Type.Literal('screen'), Type.Literal('phone')]),
      have: Type.Optional(
        Type.Object({ version: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), build: Type.String({ maxLength: 64 }) }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal('command'), commandId: idSchema, command: conferenceCommandSchema }, { additionalProperties: false }),
  /** A room's own report, about once a second; sites only. */
  Type.Object({ type: Type.Literal('report'), report: siteReportSchema }, { additionalProperties: false }),
  /** Which sites' thumbnails the slots of this console's WHEP session show, in order; null leaves a slot empty. */
  Type.Object(
    {
      type: Type.Literal('watch'),
      session: Type.String({ maxLength: 128 }),
      siteIds: Type.Array(Type.Union([idSchema, Type.Null()]), { maxItems: 25 }),
    },
    { additionalProperties: false },
  ),
  /** Answered with `pong`, for the clock offset and the round trip. */
  Type.Object({ type: Type.Literal('ping'), n: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
]);
export type ClientMessage = Static<typeof clientMessageSchema>;
export type ClientMessageType = ClientMessage['type'];

/** Why the server closes a socket; a closed list of private-use codes (RFC 6455 §7.4.2). `retry` tells a client whether to come back by itself. */
export const CLOSE_REASONS = {
  'bad-message': { code: 4400, retry: false, sentence: 'The message does not have the documented shape.' },
  'not-signed-in': { code: 4401, retry: false, sentence: 'Sign in, or join with a link or a code.' },
  'not-allowed': { code: 4403, retry: false, sentence: 'This account, site or token may not be here.' },
  'conference-unknown': { code: 4404, retry: false, sentence: 'There is no such conference.' },
  'taken-over': { code: 4409, retry: false, sentence: 'Another device has taken the site over.' },
  'access-revoked': { code: 4410, retry: false, sentence: 'The right to be here has ended.' },
  'protocol-unsupported': { code: 4426, retry: false, sentence: 'The program is older or newer than the server; load it again.' },
  'too-many-messages': { code: 4429, retry: true, sentence: 'More messages than the allowance; come back more slowly.' },
  'too-slow': { code: 4430, retry: true, sentence: 'The client did not read fast enough; it comes back and catches up by version.' },
  'hello-missing': { code: 4408, retry: true, sentence: 'Nothing was said after connecting.' },
  'server-restarting': { code: 4503, retry: true, sentence: 'This worker is going; connect again and catch up by version.' },
  'line-full': { code: 4529, retry: true, sentence: 'Too many wait to come in; come back within the time that was told.' },
  'server-fault': { code: 4500, retry: true, sentence: 'Something the server needs failed; come back.' },
} as const satisfies Record<string, { code: number; retry: boolean; sentence: string }>;
export type CloseReason = keyof typeof CLOSE_REASONS;

/** How to reach the media plane; a new `epoch` means: open new sessions. */
export interface MediaAccess {
  readonly up: boolean;
  readonly epoch: string;
  /** Bearer token for WHIP and WHEP of this conference and this room only. */
  readonly token: string;
  readonly iceServers: readonly { readonly urls: readonly string[]; readonly username?: string; readonly credential?: string }[];
}

export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      /** Views of different builds are not patched into each other. */
      readonly build: string;
      readonly audience: Audience;
      /** Who this socket acts as; the client's `decide` uses it. null: looks only. */
      readonly actor: Actor | null;
      readonly serverTimeMs: number;
      readonly media: MediaAccess;
      /** Names of the officers by account id; console only, personal data kept out of views. */
      readonly officerNames?: Readonly<Record<string, string>>;
    }
  /**
   * To a phone that said hello while many came at once: nothing is lost, its `welcome` follows. `place` 1 is next and never grows;
   * `waitMs` is an estimate. Comes again every few seconds.
   */
  | { readonly type: 'waiting'; readonly place: number; readonly waitMs: number }
  | { readonly type: 'state'; readonly version: number; readonly view: ConferenceState }
  | { readonly type: 'patch'; readonly from: number; readonly version: number; readonly edits: readonly Edit[] }
  | { readonly type: 'answer'; readonly commandId: string; readonly ok: true; readonly version: number }
  | { readonly type: 'answer'; readonly commandId: string; readonly ok: false; readonly refusal: Refusal }
  /** Nothing is known to have happened; send the same commandId again. */
  | { readonly type: 'answer'; readonly commandId: string; readonly ok: false; readonly tryAgain: true; readonly faultId: string }
  /** Console only: every site, about once a second. */
  | { readonly type: 'presence'; readonly sites: PresenceBySite }
  | { readonly type: 'links'; readonly links: LinkSummary }
  | { readonly type: 'media'; readonly media: MediaAccess }
  /** To one site: how many people look at its thumbnail right now. */
  | { readonly type: 'watched'; readonly viewers: number }
  /** To one room, when it changes: what the media plane sends it (null: it watches nothing), and what it may send itself. */
  | { readonly type: 'delivery'; readonly rung: Rung | null; readonly unshownFeeds: readonly string[]; readonly sends: Rung | null }
  /** To the device on duty: another device asks to take this site over. */
  | { readonly type: 'takeover-asked'; readonly siteId: SiteId; readonly fromDevice: string }
  /** To one room: what is between it and the bureau and in no view. `messages` are those not yet sent on this socket. */
  | { readonly type: 'mail'; readonly mail: SiteMail }
  /** To the device on duty: the chair's desk asks the room to check itself again. */
  | { readonly type: 'preflight-asked' }
  /** Console only: a room has checked itself, or begins to; the board reads it. */
  | { readonly type: 'preflight-changed'; readonly siteId: SiteId }
  /** Every ballot of the conference, after `welcome` and whenever one changes; at most four a second. The same for everybody. */
  | { readonly type: 'ballots'; readonly ballots: readonly LiveBallot[] }
  /** Consoles: how many people of every room stand how; a room: of itself. When that changes, at most four a second. */
  | { readonly type: 'check-ins'; readonly sites: TallyBySite }
  | { readonly type: 'pong'; readonly n: number; readonly serverTimeMs: number }
  /** `withinMs`, to phones: come back after a random time up to this, so that thousands do not come at once. */
  | { readonly type: 'closing'; readonly reason: CloseReason; readonly withinMs?: number };
export type ServerMessageType = ServerMessage['type'];

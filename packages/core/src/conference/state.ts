import type {
  AccountId,
  CheckId,
  ConferenceId,
  DocumentId,
  HelpCallId,
  ItemId,
  MessageId,
  RequestId,
  SiteId,
  SpeechId,
  UnitId,
} from '../kernel/ids.ts';

export type ConferenceKind = 'briefing' | 'study' | 'other';
export type Phase = 'draft' | 'scheduled' | 'live' | 'paused' | 'closed';
/** A technician looks after pictures, sound and lines, and has no part in the floor. */
export type OfficerRole = 'chair' | 'deputy' | 'secretary' | 'technician';
export type RequestKind = 'speech' | 'point-of-order';
/** `grace`: the link died and the floor is kept for now; `asking`: grace is over, the chair must choose. */
export type SpeechLink = 'up' | 'grace' | 'asking';
export type SpeechEndReason = 'yielded' | 'revoked' | 'timed-out' | 'lost' | 'superseded' | 'closed';

export type FloorPolicy = 'first-come' | 'least-spoken' | 'agenda-order' | 'round';
export type ItemKind = 'report' | 'discussion' | 'proposal-round' | 'ballot' | 'conclusion' | 'break';
export type HelpKind = 'picture' | 'sound' | 'network' | 'other';
/** Whose post did something; never which account. `organiser`: the unit that holds the conference. */
export type Seat = 'chair' | 'deputy' | 'secretary' | 'organiser' | 'operator';
/** `sites`: rooms and console; `all`: the screens of the hall as well. */
export type DocumentVisibility = 'console' | 'sites' | 'all';
export type ItemStatus = 'planned' | 'running' | 'done' | 'cut';

/** A room as it was when it was admitted; names are copied so that a conference freezes its tree. */
export interface Site {
  readonly siteId: SiteId;
  readonly name: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** Depth of the unit in the tree, 0 at the top; a number because tiers are data, not code. */
  readonly level: number;
  /** The unit and those above it, up to the top, as the tree was then. */
  readonly unitPath: readonly UnitId[];
  /** Their names, in the same order; absent: not known. */
  readonly unitNames?: readonly string[];
  /** How many people are expected; null: not known. */
  readonly expectedCount: number | null;
}

/** How many people one room expects. */
export type ExpectedHeadcount = Pick<Site, 'siteId' | 'expectedCount'>;

export interface Officer {
  readonly accountId: AccountId;
  /** Sorted, without repeats. */
  readonly roles: readonly OfficerRole[];
}

export interface Settings {
  /** Time a speech is allotted when nothing else is said. */
  readonly speechMs: number;
  /** How long a lost link keeps the floor before the chair is asked. */
  readonly graceMs: number;
  /** How long past its time a speech may run before the floor is taken; null: only the chair ends it. */
  readonly overrunMs: number | null;
  /** Where a new request goes in the queue. */
  readonly policy: FloorPolicy;
  /** What the sites of one unit have together in one agenda item; null: no limit. */
  readonly unitMs: number | null;
}

export interface FloorRequest {
  readonly requestId: RequestId;
  readonly siteId: SiteId;
  readonly kind: RequestKind;
  readonly subject: string;
  readonly askedAtMs: number;
}

/** What the site's own check said; false also means: not there or not allowed by the browser. */
export interface DeviceCheck {
  readonly camera: boolean;
  readonly microphone: boolean;
}

export interface Standby {
  readonly requestId: RequestId;
  readonly sinceMs: number;
  /** null until the site has answered. */
  readonly check: DeviceCheck | null;
}

export interface Speech {
  readonly speechId: SpeechId;
  readonly requestId: RequestId;
  readonly siteId: SiteId;
  readonly kind: RequestKind;
  readonly subject: string;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly link: SpeechLink;
  /** Set while `link` is `grace`. */
  readonly graceEndsAtMs: number | null;
  /** The agenda item in which it began; null outside the agenda. */
  readonly itemId: ItemId | null;
  /** Pauses in it that are over. */
  readonly pausedMs: number;
}

/** The record a speech leaves. */
export interface PastSpeech {
  readonly speechId: SpeechId;
  readonly siteId: SiteId;
  readonly subject: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly reason: SpeechEndReason;
  readonly itemId: ItemId | null;
  /** Pauses in it: not spoken in. */
  readonly pausedMs: number;
}

/** What is planned about an item of the agenda. Its documents name it, not the other way round. */
export interface ItemPlan {
  readonly itemId: ItemId;
  readonly kind: ItemKind;
  readonly title: string;
  readonly presenterUnitId: UnitId | null;
  readonly presenterSiteId: SiteId | null;
  readonly plannedMs: number;
  /** Time of one speech in this item; null: that of the settings. */
  readonly speechMs: number | null;
  /** For the bureau; neither sites nor screens see it. */
  readonly notes: string;
}

export interface AgendaItem extends ItemPlan {
  readonly status: ItemStatus;
  /** When it first began. */
  readonly startedAtMs: number | null;
  /** When it last ended. */
  readonly endedAtMs: number | null;
  /** How long it has run without pauses, the present run not counted. */
  readonly ranMs: number;
  /** The running clock when its present run began; null while it does not run. */
  readonly runningFromMs: number | null;
}

/** A branch is a unit and everything under it. */
export type Addressee =
  { readonly kind: 'site'; readonly siteId: SiteId } | { readonly kind: 'branch'; readonly unitId: UnitId } | { readonly kind: 'all' };

/** From the bureau to rooms. */
export interface Message {
  readonly messageId: MessageId;
  /** Counts up in the conference, so that a room can say what it has. */
  readonly no: number;
  readonly to: Addressee;
  readonly text: string;
  readonly sentAtMs: number;
}

/** In the channel of all sites. */
export interface Post {
  readonly postId: MessageId;
  readonly no: number;
  /** null: the bureau. */
  readonly siteId: SiteId | null;
  readonly text: string;
  readonly postedAtMs: number;
}

export interface HelpCall {
  readonly callId: HelpCallId;
  readonly siteId: SiteId;
  readonly kind: HelpKind;
  readonly text: string;
  readonly calledAtMs: number;
  /** null: nobody has taken it up. */
  readonly acknowledgedAtMs: number | null;
}

export interface PastHelpCall extends HelpCall {
  readonly no: number;
  readonly closedAtMs: number;
  readonly note: string;
}

/** People in a room at one moment. */
export interface Headcount {
  readonly count: number;
  readonly atMs: number;
  readonly from: 'site' | 'bureau';
}

export interface PlannedCheck {
  readonly checkId: CheckId;
  /** A standard item, whose words the screens have; null: `text` says it. */
  readonly code: string | null;
  readonly text: string;
  /** How long before the beginning it is due. */
  readonly dueBeforeMs: number;
  /** `carried`: because of what went wrong last time. */
  readonly origin: 'standard' | 'own' | 'carried';
}

/** An item of the organiser's checklist. */
export interface Check extends PlannedCheck {
  readonly doneAtMs: number | null;
  readonly doneBy: Seat | null;
}

/** A document that is kept elsewhere, under the hash of its bytes. */
export interface DocumentRef {
  readonly documentId: DocumentId;
  readonly title: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly visibleTo: DocumentVisibility;
  /** The agenda item it belongs to. */
  readonly itemId: ItemId | null;
}

export interface AttachedDocument extends DocumentRef {
  /** 1 as attached, one more with each revision of the file. */
  readonly version: number;
  /** Files before this one, oldest first; the bureau's. */
  readonly earlier: readonly EarlierFile[];
}

export interface EarlierFile extends Pick<DocumentRef, 'sha256' | 'mediaType' | 'bytes'> {
  readonly version: number;
}

export interface ConferenceState {
  readonly conferenceId: ConferenceId;
  readonly title: string;
  readonly kind: ConferenceKind;
  readonly rehearsal: boolean;
  /** The conference that is rehearsed. */
  readonly rehearsalOf: ConferenceId | null;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly openedAtMs: number | null;
  /** Set while the phase is `paused`; the speech's clock and the grace of a lost link stand still. */
  readonly pausedAtMs: number | null;
  /** Pauses that are over, and the time between a closing and a reopening. */
  readonly pausedTotalMs: number;
  readonly closedAtMs: number | null;
  /** Set where it was called off, or thrown away; the phase is `closed` then. */
  readonly cancelled: { readonly atMs: number; readonly reason: string } | null;
  readonly settings: Settings;
  readonly sites: Readonly<Record<SiteId, Site>>;
  readonly hallSiteId: SiteId | null;
  readonly officers: Readonly<Record<AccountId, Officer>>;
  /** Exactly one account holds the chair from the first appointment on. */
  readonly chairHolder: AccountId | null;
  /** Every open request: queued, on standby or speaking. */
  readonly requests: Readonly<Record<RequestId, FloorRequest>>;
  /** Requests that wait, first to speak first. */
  readonly queue: readonly RequestId[];
  /** The last waiting request whose place was chosen by hand; the policy puts nobody before it. */
  readonly orderedThrough: RequestId | null;
  readonly standby: Standby | null;
  readonly speech: Speech | null;
  readonly pastSpeeches: readonly PastSpeech[];
  /** The site whose slides are on the `slides` bus. */
  readonly slidesSiteId: SiteId | null;
  readonly agendaItems: Readonly<Record<ItemId, AgendaItem>>;
  /** Every item, cut ones included, in the order of the day. */
  readonly agenda: readonly ItemId[];
  readonly currentItemId: ItemId | null;
  /** When the agenda of the opening ends; null: not opened yet, or opened without an agenda. */
  readonly plannedEndAtMs: number | null;
  readonly messages: Readonly<Record<MessageId, Message>>;
  readonly channelOpen: boolean;
  readonly posts: Readonly<Record<MessageId, Post>>;
  /** How many messages, posts and closed calls there have been. */
  readonly lastNo: number;
  /** Open calls, one per room. */
  readonly helpCalls: Readonly<Record<SiteId, HelpCall>>;
  readonly pastHelpCalls: Readonly<Record<HelpCallId, PastHelpCall>>;
  /** By room, oldest first. */
  readonly headcounts: Readonly<Record<SiteId, readonly Headcount[]>>;
  readonly checklist: Readonly<Record<CheckId, Check>>;
  readonly documents: Readonly<Record<DocumentId, AttachedDocument>>;
}

/** 5 minutes: the usual allotment of a discussion turn. Grace as the product promises; 60 s past the time is courtesy. */
export const DEFAULT_SETTINGS: Settings = { speechMs: 300_000, graceMs: 15_000, overrunMs: 60_000, policy: 'first-come', unitMs: null };

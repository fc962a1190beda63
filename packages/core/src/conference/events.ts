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
} from '../kernel/ids.ts';
import type {
  Addressee,
  ConferenceKind,
  DeviceCheck,
  DocumentRef,
  ExpectedHeadcount,
  HelpKind,
  ItemPlan,
  OfficerRole,
  PlannedCheck,
  RequestKind,
  Seat,
  Settings,
  Site,
  SpeechEndReason,
} from './state.ts';

/**
 * Facts of one conference, in its own stream. Plain JSON; times are integers in ms since 1970 UTC.
 * They never leave the server. A changed shape raises CONFERENCE_SCHEMA_VERSION.
 */
export type ConferenceEvent =
  | {
      readonly type: 'ConferenceCreated';
      readonly conferenceId: ConferenceId;
      readonly title: string;
      readonly kind: ConferenceKind;
      readonly rehearsal: boolean;
      /** The conference that is rehearsed; null: none, or not known any more. */
      readonly rehearsalOf: ConferenceId | null;
      readonly settings: Settings;
    }
  /** `kind` null: as it was. */
  | { readonly type: 'ConferenceRevised'; readonly title: string; readonly kind: ConferenceKind | null; readonly settings: Settings }
  | { readonly type: 'SitesAdmitted'; readonly sites: readonly Site[] }
  /** The same rooms, as the register and the tree have them now. */
  | { readonly type: 'SitesRefreshed'; readonly sites: readonly Site[] }
  | { readonly type: 'SiteDropped'; readonly siteId: SiteId }
  /** How many people are expected in these rooms from now on; null: not known. */
  | { readonly type: 'HeadcountsExpected'; readonly rooms: readonly ExpectedHeadcount[] }
  | { readonly type: 'HallSet'; readonly siteId: SiteId }
  | { readonly type: 'OfficerAppointed'; readonly accountId: AccountId; readonly roles: readonly OfficerRole[] }
  | { readonly type: 'OfficerDismissed'; readonly accountId: AccountId }
  | { readonly type: 'ChairPassed'; readonly from: AccountId | null; readonly to: AccountId }
  | { readonly type: 'ConferenceScheduled'; readonly startsAtMs: number }
  | { readonly type: 'ConferenceOpened'; readonly atMs: number }
  | { readonly type: 'ConferencePaused'; readonly atMs: number }
  | { readonly type: 'ConferenceResumed'; readonly atMs: number }
  | { readonly type: 'ConferenceClosed'; readonly atMs: number }
  /** It does not take place; a rehearsal is thrown away. */
  | { readonly type: 'ConferenceCancelled'; readonly atMs: number; readonly reason: string }
  | { readonly type: 'ConferenceReopened'; readonly atMs: number; readonly reason: string }
  | {
      readonly type: 'FloorRequested';
      readonly requestId: RequestId;
      readonly siteId: SiteId;
      readonly kind: RequestKind;
      readonly subject: string;
      readonly atMs: number;
      /** The waiting request it goes before by the policy of then; null: by its kind. */
      readonly before: RequestId | null;
    }
  | { readonly type: 'RequestWithdrawn'; readonly requestId: RequestId }
  | { readonly type: 'RequestDeclined'; readonly requestId: RequestId; readonly reason: string }
  | { readonly type: 'QueueOrdered'; readonly requestIds: readonly RequestId[] }
  | { readonly type: 'StandbyStarted'; readonly requestId: RequestId; readonly atMs: number }
  | { readonly type: 'StandbyChecked'; readonly requestId: RequestId; readonly check: DeviceCheck }
  /** Back to the head of the queue, an ordinary request behind the points of order there. */
  | { readonly type: 'StandbyEnded'; readonly requestId: RequestId }
  | {
      readonly type: 'FloorGranted';
      readonly speechId: SpeechId;
      readonly requestId: RequestId;
      readonly atMs: number;
      readonly endsAtMs: number;
    }
  | { readonly type: 'SpeechExtended'; readonly speechId: SpeechId; readonly endsAtMs: number }
  | { readonly type: 'SpeechLinkLost'; readonly speechId: SpeechId; readonly graceEndsAtMs: number }
  | { readonly type: 'SpeechLinkReturned'; readonly speechId: SpeechId }
  | { readonly type: 'SpeechGraceEnded'; readonly speechId: SpeechId }
  | {
      readonly type: 'SpeechEnded';
      readonly speechId: SpeechId;
      readonly atMs: number;
      readonly reason: SpeechEndReason;
      /** Why the chair took the floor, where a reason was given. */
      readonly note: string;
    }
  | { readonly type: 'SlidesStarted'; readonly siteId: SiteId }
  | { readonly type: 'SlidesStopped' }
  /** The whole agenda, instead of the one before. */
  | { readonly type: 'AgendaPlanned'; readonly items: readonly ItemPlan[] }
  | { readonly type: 'ItemAdded'; readonly item: ItemPlan; readonly before: ItemId | null }
  | { readonly type: 'ItemRevised'; readonly item: ItemPlan }
  | { readonly type: 'ItemMoved'; readonly itemId: ItemId; readonly before: ItemId | null }
  | { readonly type: 'ItemCut'; readonly itemId: ItemId }
  | { readonly type: 'ItemRestored'; readonly itemId: ItemId }
  | { readonly type: 'ItemStarted'; readonly itemId: ItemId; readonly atMs: number }
  | { readonly type: 'ItemFinished'; readonly itemId: ItemId; readonly atMs: number }
  | { readonly type: 'MessageSent'; readonly messageId: MessageId; readonly to: Addressee; readonly text: string; readonly atMs: number }
  | { readonly type: 'ChannelOpened' }
  | { readonly type: 'ChannelClosed' }
  | {
      readonly type: 'MessagePosted';
      readonly postId: MessageId;
      readonly siteId: SiteId | null;
      readonly text: string;
      readonly atMs: number;
    }
  /** Instead of the room's open call, where it has one. */
  | {
      readonly type: 'HelpCalled';
      readonly callId: HelpCallId;
      readonly siteId: SiteId;
      readonly kind: HelpKind;
      readonly text: string;
      readonly atMs: number;
    }
  | { readonly type: 'HelpAcknowledged'; readonly callId: HelpCallId; readonly siteId: SiteId; readonly atMs: number }
  | { readonly type: 'HelpClosed'; readonly callId: HelpCallId; readonly siteId: SiteId; readonly note: string; readonly atMs: number }
  | {
      readonly type: 'HeadcountReported';
      readonly siteId: SiteId;
      readonly count: number;
      readonly from: 'site' | 'bureau';
      readonly atMs: number;
    }
  | { readonly type: 'ChecklistExtended'; readonly items: readonly PlannedCheck[] }
  | { readonly type: 'ChecklistItemDropped'; readonly checkId: CheckId }
  | { readonly type: 'ChecklistItemTicked'; readonly checkId: CheckId; readonly seat: Seat; readonly atMs: number }
  | { readonly type: 'ChecklistItemUnticked'; readonly checkId: CheckId }
  | { readonly type: 'DocumentAttached'; readonly document: DocumentRef }
  /** Another file makes another version; another title, place or visibility does not. */
  | { readonly type: 'DocumentRevised'; readonly document: DocumentRef }
  | { readonly type: 'DocumentDetached'; readonly documentId: DocumentId };

export type ConferenceEventType = ConferenceEvent['type'];
/**
 * 1: until the agenda. 2: sites have `unitPath` and `expectedCount`, settings `policy` and `unitMs`,
 * floor requests `before`. 3: a creation has `rehearsalOf`, a revision `kind`. Older events pass through `upcastConferenceEvent`.
 */
export const CONFERENCE_SCHEMA_VERSION = 3;

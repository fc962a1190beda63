import { assert } from '../../kernel/assert.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { CheckId } from '../../kernel/ids.ts';
import type { AttachedDocument, Check, ConferenceState, DocumentRef, Headcount } from '../state.ts';
import { without, type Steps } from './step.ts';

/** A count each quarter of an hour of a long day. Overflow: the newest takes the place of the one before; the journal keeps all. */
const COUNTS_KEPT_MAX = 40;

export const deskSteps: Steps<
  | 'HeadcountReported'
  | 'ChecklistExtended'
  | 'ChecklistItemDropped'
  | 'ChecklistItemTicked'
  | 'ChecklistItemUnticked'
  | 'DocumentAttached'
  | 'DocumentRevised'
  | 'DocumentDetached'
> = {
  HeadcountReported: (state, { siteId, count, from, atMs }) => {
    const history: readonly Headcount[] = entryOf(state.headcounts, siteId) ?? [];
    const counts = [...history.slice(0, COUNTS_KEPT_MAX - 1), { count, atMs, from }];
    return { ...state, headcounts: { ...state.headcounts, [siteId]: counts } };
  },
  ChecklistExtended: (state, { items }) => {
    const added = items.map((item): [CheckId, Check] => [item.checkId, { ...item, doneAtMs: null, doneBy: null }]);
    return { ...state, checklist: { ...state.checklist, ...Object.fromEntries(added) } };
  },
  ChecklistItemDropped: (state, { checkId }) => ({ ...state, checklist: without(state.checklist, checkId) }),
  ChecklistItemTicked: (state, { checkId, seat, atMs }) => withCheck(state, checkId, { doneAtMs: atMs, doneBy: seat }),
  ChecklistItemUnticked: (state, { checkId }) => withCheck(state, checkId, { doneAtMs: null, doneBy: null }),
  DocumentAttached: (state, { document }) => withDocument(state, { ...document, version: 1, earlier: [] }),
  DocumentRevised: (state, { document }) => {
    const known = entryOf(state.documents, document.documentId);
    assert(known, `revision of unknown document ${document.documentId}`);
    return withDocument(state, known.sha256 === document.sha256 ? { ...known, ...document } : replaced(known, document));
  },
  DocumentDetached: (state, { documentId }) => ({ ...state, documents: without(state.documents, documentId) }),
};

/** Documents of items that a new plan does not have belong to the whole conference. */
export function keptDocuments(state: ConferenceState, itemIds: ReadonlySet<string>): ConferenceState['documents'] {
  const entries = Object.values(state.documents).map((document): [string, AttachedDocument] => {
    const kept = document.itemId === null || itemIds.has(document.itemId);
    return [document.documentId, kept ? document : { ...document, itemId: null }];
  });
  return Object.fromEntries(entries);
}

function withCheck(state: ConferenceState, checkId: CheckId, change: Partial<Check>): ConferenceState {
  const check = entryOf(state.checklist, checkId);
  assert(check, `event for unknown item of the checklist ${checkId}`);
  return { ...state, checklist: { ...state.checklist, [checkId]: { ...check, ...change } } };
}

/** A document that was corrected this often has other trouble. Overflow: the oldest is forgotten here; the journal keeps all. */
const EARLIER_MAX = 50;

function replaced({ version, sha256, mediaType, bytes, earlier }: AttachedDocument, document: DocumentRef): AttachedDocument {
  return { ...document, version: version + 1, earlier: [...earlier, { version, sha256, mediaType, bytes }].slice(-EARLIER_MAX) };
}

function withDocument(state: ConferenceState, document: AttachedDocument): ConferenceState {
  return { ...state, documents: { ...state.documents, [document.documentId]: document } };
}

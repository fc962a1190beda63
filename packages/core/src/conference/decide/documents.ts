import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { ConferenceState, DocumentRef } from '../state.ts';
import type { Handlers } from './handler.ts';
import { mayNotPlan } from './may-plan.ts';

/** A quarter's briefing has about forty documents; a list longer than this nobody reads. */
const DOCUMENTS_MAX = 500;

/** Organisers attach documents until the opening, the bureau until the closing. The files themselves are the server's. */
export const documentHandlers: Handlers<'AttachDocument' | 'ReviseDocument' | 'DetachDocument'> = {
  AttachDocument(state, { document }, { by }) {
    const tidy = tidied(document);
    const flaw = mayNotPlan(state, by) ?? flawOf(state, tidy);
    if (flaw) return refuse(flaw);
    if (entryOf(state.documents, tidy.documentId)) return refuse('document-id-taken');
    if (Object.keys(state.documents).length >= DOCUMENTS_MAX) return refuse('documents-full');
    return accept({ type: 'DocumentAttached', document: tidy });
  },
  ReviseDocument(state, { document }, { by }) {
    const tidy = tidied(document);
    const forbidden = mayNotPlan(state, by);
    if (forbidden) return refuse(forbidden);
    if (!entryOf(state.documents, tidy.documentId)) return refuse('document-unknown');
    const flaw = flawOf(state, tidy);
    return flaw ? refuse(flaw) : accept({ type: 'DocumentRevised', document: tidy });
  },
  DetachDocument(state, { documentId }, { by }) {
    const forbidden = mayNotPlan(state, by);
    if (forbidden) return refuse(forbidden);
    if (!entryOf(state.documents, documentId)) return refuse('document-unknown');
    return accept({ type: 'DocumentDetached', documentId });
  },
};

function tidied(document: DocumentRef): DocumentRef {
  return { ...document, title: document.title.trim() };
}

function flawOf(state: ConferenceState, { title, itemId }: DocumentRef): RefusalCode | null {
  if (title === '') return 'title-missing';
  return itemId !== null && !entryOf(state.agendaItems, itemId) ? 'item-unknown' : null;
}

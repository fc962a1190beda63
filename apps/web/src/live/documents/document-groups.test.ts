import { describe, expect, it } from 'vitest';
import type { AgendaItem } from '@diemcau/core';
import type { ListedDocument } from './documents-api.ts';
import { documentGroups } from './document-groups.ts';

const item = (itemId: string) => ({ itemId, title: itemId }) as AgendaItem;
const document = (documentId: string, itemId: string | null) => ({ documentId, itemId }) as ListedDocument;
const agenda = { agenda: ['i1', 'i2', 'i3'], agendaItems: { i1: item('i1'), i2: item('i2'), i3: item('i3') }, currentItemId: 'i2' };
const documents = [document('a', null), document('b', 'i1'), document('c', 'i2'), document('d', 'i1')];

describe('documents in groups', () => {
  it('[SCREEN-62] the current item’s come first, then the agenda’s order, then what belongs to all of it', () => {
    const groups = documentGroups(agenda, documents).map(({ item: of, current, documents: own }) => [
      of?.itemId ?? null,
      current,
      own.map(({ documentId }) => documentId).join(''),
    ]);
    expect(groups).toEqual([
      ['i2', true, 'c'],
      ['i1', false, 'bd'],
      [null, false, 'a'],
    ]);
    expect(documentGroups({ ...agenda, currentItemId: null }, documents)[0]?.item?.itemId).toBe('i1');
    expect(documentGroups(agenda, [])).toEqual([]);
  });
});

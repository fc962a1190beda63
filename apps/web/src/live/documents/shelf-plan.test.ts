import { describe, expect, it } from 'vitest';
import type { AttachedDocument } from '@diemcau/core';
import type { DocumentReading, ListedDocument } from './documents-api.ts';
import { savedName, sizeText } from './file-words.ts';
import { shelfFile, shelfPlan, withReadings } from './shelf-plan.ts';

const place = { conferenceId: 'c', siteId: 'xã a' };
const none: DocumentReading = { state: 'none', sha256: null, mediaType: null, bytes: null };
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function attached(documentId: string, changes: Partial<AttachedDocument> = {}): AttachedDocument {
  const file = { sha256: `${documentId}-hash`, mediaType: 'application/pdf', bytes: 10 };
  return { documentId, title: 'Báo cáo', visibleTo: 'sites', itemId: null, version: 1, earlier: [], ...file, ...changes };
}

function listed(documentId: string, reading: DocumentReading, changes: Partial<AttachedDocument> = {}): ListedDocument {
  return { ...attached(documentId, changes), reading };
}

const made: DocumentReading = { state: 'ready', sha256: 'made', mediaType: 'application/pdf', bytes: 5 };

describe('the shelf of a room', () => {
  it('[SCREEN-60] keeps what a document is read by, and the document itself where it is not read in the page', () => {
    const of = (document: ListedDocument) => shelfFile(place, document);
    expect(of(listed('d', made, { mediaType: WORD }))).toEqual({
      url: '/api/v1/conferences/c/documents/d/files/made?site=x%C3%A3+a',
      sha256: 'made',
      mediaType: 'application/pdf',
      bytes: 5,
    });
    expect(of(listed('d', none, { mediaType: WORD }))).toMatchObject({ sha256: 'd-hash', mediaType: WORD });
    expect(of(listed('d', { ...none, state: 'converting' }, { mediaType: WORD }))).toMatchObject({ sha256: 'd-hash' });
  });

  it('[SCREEN-60] fetches what is missing, small ones first, and gives up what is wanted no more', () => {
    const [a, b, c] = [30, 10, 20].map((bytes, no) => ({ url: `u${no}`, sha256: 'h', mediaType: 'm', bytes }));
    expect(shelfPlan([a!, b!, c!], new Set(['u2', 'old']))).toEqual({ missing: [b, a], stale: ['old'] });
    expect(shelfPlan([], new Set())).toEqual({ missing: [], stale: [] });
  });

  it('[SCREEN-60] a newer version is another file', () => {
    const [before, after] = ['h1', 'h2'].map((sha256) => shelfFile(place, listed('d', { ...made, sha256 })));
    expect(shelfPlan([after!], new Set([before!.url]))).toEqual({ missing: [after], stale: [before!.url] });
  });

  it('[SCREEN-61] how a document is read is the list’s to say, of the version in view; PDF and pictures are read as they are', () => {
    const documents = [
      attached('d1', { mediaType: WORD }),
      attached('d2', { mediaType: WORD, sha256: 'newer' }),
      attached('d3'),
      attached('d4', { mediaType: 'image/png' }),
    ];
    const known = [listed('d1', made, { mediaType: WORD }), listed('d2', made, { mediaType: WORD })];
    expect(withReadings(documents, known).map(({ reading }) => [reading.state, reading.sha256])).toEqual([
      ['ready', 'made'],
      ['none', null],
      ['ready', 'd3-hash'],
      ['ready', 'd4-hash'],
    ]);
  });

  it('[SCREEN-61] sizes and names are told as a reader expects them', () => {
    expect([sizeText(400, 'vi'), sizeText(1_500_000, 'vi'), sizeText(48_000_000, 'en')]).toEqual(['1 KB', '1,5 MB', '48 MB']);
    expect(savedName('Báo cáo 1/2', WORD)).toBe('Báo cáo 1 2.docx');
  });
});

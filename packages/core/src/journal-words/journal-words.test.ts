import { describe, expect, it } from 'vitest';
import { NOTED_FACTS } from './noted.ts';
import { factActor, factKind, factSentence, JOURNAL_KINDS, JOURNAL_WORDS } from './sentence.ts';

const blanks = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const sentences = (language: 'vi' | 'en') =>
  Object.fromEntries(
    JOURNAL_KINDS.flatMap((kind) =>
      Object.entries(JOURNAL_WORDS[language][kind] as Record<string, string>).map(([type, text]) => [`${kind}.${type}`, text]),
    ),
  );
const by = { kind: 'account', office: null, roles: [], site: null };

describe('the journal in words', () => {
  it('[LOGB-4] has a sentence in both languages for every fact, with the same blanks', () => {
    const [vi, en] = [sentences('vi'), sentences('en')];
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(vi).toSorted());
    for (const [stream, types] of Object.entries(NOTED_FACTS))
      for (const type of types) expect(vi, type).toHaveProperty([`${stream}.${type}`]);
    for (const [code, sentence] of Object.entries(vi)) {
      expect(blanks(en[code]!), code).toEqual(blanks(sentence));
      expect(sentence, code).toMatch(/\.$/);
      expect(sentence, code).toBe(sentence.normalize('NFC'));
    }
    for (const words of Object.values(JOURNAL_WORDS))
      expect(Object.keys(words.frame.values)).toEqual(Object.keys(JOURNAL_WORDS.vi.frame.values));
  });

  it('[LOGB-4] fills the blanks with names, days and words of the language, and says so where nothing is known', () => {
    const fact = { code: 'tree.UnitRenamed', params: { unit: 'Xã A', name: 'Xã B', from: '2026-07-01', document: '' }, erased: false };
    expect(factSentence(fact, 'vi')).toBe('Đổi tên Xã A thành Xã B, từ ngày 1/7/2026, theo (không rõ).');
    const said = { code: 'sign-ins.SignedIn', params: { way: 'password' }, erased: false };
    expect(factSentence(said, 'en')).toBe('Signed in by password.');
    expect(factSentence({ ...said, erased: true }, 'en')).toContain('erased by law');
    expect(factSentence({ ...said, code: 'tree.Erased' }, 'vi')).toContain('xoá theo luật');
    expect(factSentence({ ...said, code: 'newer.ThingHappened' }, 'en')).toBe('Recorded “ThingHappened”.');
    expect(factSentence({ code: 'tree.toString', params: {}, erased: false }, 'en')).toBe('Recorded “toString”.');
  });

  it('[LOGB-1] says whose act it was by office, room or system', () => {
    expect(factActor({ by: { ...by, office: 'Tỉnh A', roles: ['chair', 'secretary'] } }, 'vi')).toBe('Chủ trì, Thư ký, Tỉnh A');
    expect(factActor({ by }, 'en')).toBe('the whole organisation');
    expect(factActor({ by: { ...by, kind: 'site', site: 'Xã A' } }, 'en')).toBe('The room of Xã A');
    expect(factActor({ by: { ...by, kind: 'conductor' } }, 'en')).toBe('The system by itself');
    expect(factKind('conference.HallSet', 'vi')).toBe('Hội nghị');
    expect(factKind('newer.X', 'vi')).toBe('newer');
  });
});

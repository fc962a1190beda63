import { entryOf } from '../kernel/entry-of.ts';
import { JOURNAL_EN } from './en.ts';
import { JOURNAL_VI } from './vi.ts';
import type { JournalFrame, JournalWords } from './words.ts';

export type JournalLanguage = 'vi' | 'en';
export const JOURNAL_WORDS: Readonly<Record<JournalLanguage, JournalWords & { readonly frame: JournalFrame }>> = {
  vi: JOURNAL_VI,
  en: JOURNAL_EN,
};
/** In the place of a unit’s name: no one unit. */
export const WHOLE_ORGANISATION = '*';
export const JOURNAL_KINDS = Object.keys(JOURNAL_VI.frame.kinds) as (keyof JournalWords)[];

/** One fact as the interface of the server tells it. */
export interface ToldFact {
  /** `kind.EventType` */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly erased: boolean;
  readonly by: {
    readonly kind: string;
    /** Unit of the officer; null: of the whole organisation, or no officer. */
    readonly office: string | null;
    readonly roles: readonly string[];
    /** Name of the room, where it was one. */
    readonly site: string | null;
  };
}

/** What happened, as a sentence with its full stop. */
export function factSentence({ code, params, erased }: Pick<ToldFact, 'code' | 'params' | 'erased'>, language: JournalLanguage): string {
  const { frame } = JOURNAL_WORDS[language];
  const { kind, type } = partsOf(code);
  if (type === 'Erased' || erased) return frame.erased;
  const sentences = entryOf(JOURNAL_WORDS[language] as unknown as Record<string, Record<string, string>>, kind);
  const sentence = sentences && entryOf(sentences, type);
  return sentence === undefined ? filled(frame.unknown, { type }, language) : filled(sentence, params, language);
}

/** Whose act it was: the office and its roles, a room, the system; never a name. */
export function factActor({ by }: Pick<ToldFact, 'by'>, language: JournalLanguage): string {
  const { frame } = JOURNAL_WORDS[language];
  if (by.kind === 'conductor' || by.kind === 'worker') return frame.actors.conductor;
  if (by.kind === 'operator') return frame.actors.operator;
  if (by.kind === 'site') return filled(frame.actors.site, { site: by.site ?? frame.nameless }, language);
  const roles = by.roles.map((role) => entryOf(frame.roles as Record<string, string>, role) ?? role);
  return [roles.join(', '), by.office ?? frame.wholeOrganisation].filter((word) => word !== '').join(', ');
}

export function factKind(code: string, language: JournalLanguage): string {
  const { kind } = partsOf(code);
  return entryOf(JOURNAL_WORDS[language].frame.kinds as Record<string, string>, kind) ?? kind;
}

function partsOf(code: string): { readonly kind: string; readonly type: string } {
  const dot = code.lastIndexOf('.');
  return { kind: code.slice(0, dot), type: code.slice(dot + 1) };
}

function filled(sentence: string, params: ToldFact['params'], language: JournalLanguage): string {
  const { values, nameless, wholeOrganisation } = JOURNAL_WORDS[language].frame;
  const text = sentence.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') return nameless;
    if (value === WHOLE_ORGANISATION) return wholeOrganisation;
    return entryOf(values, `${name}.${value}`) ?? wordOf(value, language);
  });
  // A document's number may end with a full stop of its own.
  return text.replace(/\.\.$/, '.');
}

/** Days as the language writes them. */
function wordOf(value: string | number | boolean, language: JournalLanguage): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value)) ?? [];
  if (year === undefined) return String(value);
  return language === 'vi' ? `${Number(date)}/${Number(month)}/${year}` : `${date}/${month}/${year}`;
}

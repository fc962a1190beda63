import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';
import type { Answer, Send } from './http.ts';
import { keptFor } from './kept.ts';
import { createOutbox } from './outbox.ts';
import { filled, preferredLanguage } from './words/words.ts';
import { en } from './words/en.ts';
import { vi } from './words/vi.ts';

/** The part of a browser's storage that is used. */
function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}

interface Sent {
  readonly id: string | undefined;
  readonly body: unknown;
}

/** A server that answers in turn; what it was sent is kept. */
function server(answers: Answer<unknown>[]): { readonly send: Send; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    send: (_method, _path, more = {}) => {
      sent.push({ id: more.id, body: more.body });
      return Promise.resolve((answers.shift() ?? { ok: false, offline: true }) as never);
    },
  };
}

const OFFLINE = { ok: false, offline: true } as const;
const DONE = { ok: true, body: { me: {}, conferenceId: 'c' } } as const;
const pressed = { id: 'one', pressedAtMs: 7, invitation: 'x' };

describe('a check-in without network', () => {
  it('[PHONE-4] waits over a closed page and is sent under its one id until there is an answer', async () => {
    const storage = memory();
    const { send, sent } = server([OFFLINE, OFFLINE, DONE]);
    const open = () => createOutbox({ code: 'ABCDEFGH', kept: keptFor(storage, 'ABCDEFGH'), send });
    const before = open();
    before.put(pressed);
    await before.flush();
    expect(before.waiting()).toEqual(pressed);
    const after = open();
    await after.flush();
    expect((await after.flush())?.ok).toBe(true);
    expect(after.waiting()).toBeNull();
    expect(await after.flush()).toBeNull();
    expect(sent).toEqual(Array.from({ length: 3 }, () => ({ id: 'one', body: { invitation: 'x', happenedAtMs: 7 } })));
  });

  it('[PHONE-4] leaves on a refusal, stays when it is told to slow down, and is not sent twice at once', async () => {
    const refused = { ok: false, offline: false, code: 'invitation-used' } as const;
    const slow = { ok: false, offline: false, code: 'too-many-requests' } as const;
    const { send, sent } = server([slow, refused]);
    const outbox = createOutbox({ code: 'ABCDEFGH', kept: keptFor(memory(), 'ABCDEFGH'), send });
    outbox.put(pressed);
    const [, second] = await Promise.all([outbox.flush(), outbox.flush()]);
    expect(second).toBeNull();
    expect(outbox.waiting()).toEqual(pressed);
    await outbox.flush();
    expect(outbox.waiting()).toBeNull();
    expect(sent).toHaveLength(2);
  });

  it('[PHONE-4] a browser that keeps nothing is no reason to stop', () => {
    const kept = keptFor(null, 'ABCDEFGH');
    kept.set('page', 1);
    expect(kept.get('page')).toBeNull();
  });
});

describe('the address', () => {
  it('[PHONE-5] brings the code of the conference, and an invitation or a room’s code behind #', () => {
    expect(readAddress({ pathname: '/c/abcd2345', hash: '#i=p.1.mac' })).toEqual({
      code: 'ABCD2345',
      invitation: 'p.1.mac',
      roomCode: null,
    });
    expect(readAddress({ pathname: '/c/ABCD2345/', hash: '#r=12345678' })).toEqual({
      code: 'ABCD2345',
      invitation: null,
      roomCode: '12345678',
    });
    expect(readAddress({ pathname: '/c/', hash: '' }).code).toBeNull();
    expect(readAddress({ pathname: '/c/assets/x', hash: '' }).code).toBeNull();
  });
});

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));

describe('the words', () => {
  it('[PHONE-6] are the same in both languages, with the same blanks', () => {
    const blanks = (tree: Tree) =>
      flat(tree).map(([key, value]) => [key, [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()]);
    expect(blanks(en)).toEqual(blanks(vi));
    for (const [key, value] of flat(vi)) expect(value, key).toBe(value.normalize('NFC'));
  });

  it('[PHONE-6] are Vietnamese unless the phone asks for English or somebody chose', () => {
    expect(preferredLanguage(null, ['vi-VN', 'en'])).toBe('vi');
    expect(preferredLanguage(null, ['en-GB'])).toBe('en');
    expect(preferredLanguage(null, ['lo'])).toBe('vi');
    expect(preferredLanguage('vi', ['en-GB'])).toBe('vi');
    expect(filled('{a} và {b}', { a: 1 })).toBe('1 và {b}');
  });
});

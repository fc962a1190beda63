import { expect, it } from 'vitest';
import { fillWithSeats, pasteDown, readCount } from './expected-counts.ts';

const ROOMS = ['a', 'b', 'c'];

it('[HEADCOUNT-10] reads whole numbers, also with parted thousands, and nothing else', () => {
  expect(['', '  ', '0', ' 52 ', '1.250', '1 250', '12,000', '100000'].map(readCount)).toEqual([
    null,
    null,
    0,
    52,
    1250,
    1250,
    12_000,
    100_000,
  ]);
  expect(['-1', '1.5', '52 người', '100001', '1e3'].map(readCount)).toEqual(Array.from({ length: 5 }, () => 'no-count'));
});

it('[HEADCOUNT-10] a pasted column fills the rooms below; empty cells leave what is there', () => {
  const typed = new Map([['b', '7']]);
  expect(pasteDown(typed, ROOMS, '40\r\n\r\n60\r\n70\r\n')).toEqual({
    ok: true,
    typed: new Map([
      ['b', '7'],
      ['a', '40'],
      ['c', '60'],
    ]),
  });
  expect(pasteDown(typed, ['c'], '60\n')).toMatchObject({ ok: true });
  expect(pasteDown(typed, ROOMS, '40\n40 ghế\n')).toEqual({ ok: false, cell: '40 ghế' });
});

it('[HEADCOUNT-10] seats fill only rooms where nothing stands, and only where they are known', () => {
  const seats = new Map([
    ['a', 30],
    ['b', 50],
    ['c', 0],
  ]);
  expect(fillWithSeats((siteId) => (siteId === 'a' ? '12' : ''), new Map(), seats)).toEqual(new Map([['b', '50']]));
});

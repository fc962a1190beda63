import { expect, test } from 'vitest';
import { backoffMs } from './kept-child.ts';
import { PRESENCE_EXPIRY_MS, PresenceBoard } from './presence-board.ts';

test('[PROC-12] the first restart is immediate, later ones wait longer but never 5 s', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 50].map(backoffMs)).toEqual([0, 0, 100, 200, 400, 800, 1_600, 3_000, 3_000, 3_000]);
});

test('[PROC-13] presence of all workers is put together, replaced by the next report and forgotten after 3 s', () => {
  const board = new PresenceBoard();
  const report = (siteId: string): { conferenceId: string; siteId: string; presence: string } => ({
    conferenceId: 'c',
    siteId,
    presence: 'here',
  });
  board.report('worker-1', [report('a'), report('b')], 0);
  board.report('worker-2', [report('c')], 500);
  expect(board.merged(1_000).map((item) => item.siteId)).toEqual(['a', 'b', 'c']);
  board.report('worker-1', [report('a')], 1_000);
  expect(
    board
      .merged(1_000)
      .map((item) => item.siteId)
      .sort(),
  ).toEqual(['a', 'c']);
  expect(board.merged(500 + PRESENCE_EXPIRY_MS).map((item) => item.siteId)).toEqual(['a']);
  board.forget('worker-1');
  expect(board.merged(3_600)).toEqual([]);
});

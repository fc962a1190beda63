import { Value } from 'typebox/value';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conferenceCommandSchema, type ConferenceCommand } from '../conference/commands.ts';
import { COMMAND_TYPES, commandArbitrary, filledIn, RUNS } from '../conference/testing/arbitraries.ts';
import { clientMessageSchema, CLOSE_REASONS } from './messages.ts';

const request: ConferenceCommand = { type: 'RequestFloor', requestId: 'ra', siteId: 'a', kind: 'speech', subject: 'Dịch bệnh 🏥\nKaraoke' };
const isCommand = (value: unknown): boolean => Value.Check(conferenceCommandSchema, value);

describe('commands on the wire', () => {
  it('[WIRE-8] ids are letters, digits, _ and -, and reach no prototype', () => {
    for (const siteId of ['a', '3f1c0a-7_', 'toString', '__proto', '-', 'x'.repeat(64)])
      expect(isCommand({ ...request, siteId })).toBe(true);
    for (const siteId of ['', '__proto__', 'constructor', 'prototype', 'a b', 'đ', 'a/b', 'a\n', 'x'.repeat(65)]) {
      expect(isCommand({ ...request, siteId })).toBe(false);
      expect(Value.Check(clientMessageSchema, { type: 'command', commandId: siteId, command: request })).toBe(false);
    }
  });

  it('[WIRE-9] texts are what the journal can keep', () => {
    expect(isCommand(request)).toBe(true);
    for (const subject of ['a\u0000b', 'half \ud83c of a pair', '\udfe5', 'x'.repeat(201)])
      expect(isCommand({ ...request, subject })).toBe(false);
  });

  it('[WIRE-10] unknown types and fields, and missing ones, are no command', () => {
    const { subject: _subject, ...incomplete } = request;
    for (const value of [
      { ...request, type: 'TakeFloor' },
      { ...request, by: 'chair' },
      incomplete,
      { type: 'toString' },
      null,
      'OpenConference',
      [],
    ]) {
      expect(isCommand(value)).toBe(false);
    }
  });

  it('[WIRE-10] every command there is passes as it is made', () => {
    fc.assert(
      fc.property(commandArbitrary, (command) => {
        expect(isCommand(filledIn(command, null, 'new'))).toBe(true);
      }),
      RUNS,
    );
    expect(new Set(fc.sample(commandArbitrary, { ...RUNS, numRuns: 5_000 }).map(({ type }) => type))).toEqual(new Set(COMMAND_TYPES));
  });

  it('[WIRE-10] every reason for closing has a code of its own', () => {
    const codes = Object.values(CLOSE_REASONS).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    // RFC 6455 §7.4.2: 4000–4999 are for private use.
    for (const code of codes) expect(code >= 4000 && code <= 4999).toBe(true);
  });
});

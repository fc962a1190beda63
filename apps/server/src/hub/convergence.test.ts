/**
 * Clients on sockets that are flushed by hand and cut at random, on two workers that read the
 * journal when it pleases the dice: in the end everybody holds the server's view. Seeds are fixed.
 */
import {
  AUDIENCES,
  EMPTY_REPLICA,
  have,
  receive,
  view,
  type Audience,
  type ConferenceCommand,
  type Replica,
  type ServerMessage,
} from '@diemcau/core';
import { describe, expect, test } from 'vitest';
import type { Caller } from './access/caller.ts';
import { ConferenceRoom } from './conference-room.ts';
import { textsIn } from './frame.ts';
import { LiveConference } from './live-conference.ts';
import type { SessionDesk } from './session-desk.ts';
import { Session } from './session.ts';
import { CHAIR, give, openBriefing } from './testing/briefing.ts';
import { createMemoryJournal } from './testing/memory-journal.ts';
import { SILENT_LOG } from './testing/silent-log.ts';

const SITES = ['hall', 'a', 'b', 'c'];
const CLIENTS = 12;
const ROUNDS = 120;

const CALLERS: Readonly<Record<Audience, Caller>> = {
  console: { kind: 'console', accountId: 'chair', authSessionId: 'sign-in' },
  site: { kind: 'site', siteId: 'a', deviceId: 'device' },
  screen: { kind: 'screen', deviceId: 'screen' },
  phone: { kind: 'phone', phoneId: 'phone' },
};

const DESK: SessionDesk = {
  build: 'test',
  nowMs: () => 0,
  execute: (session, commandId, command) => session.conference.room.execute({ command, by: CHAIR, atMs: 1, commandId }),
  mediaAccess: async () => ({ up: true, epoch: 'one', token: 'token', iceServers: [] }),
  turn: async () => 'come-in',
  leave: () => undefined,
  comeBackWithinMs: () => 1_000,
  officerNames: async () => ({}),
  bringUpToDate: () => undefined,
  tune: async () => undefined,
};

/** mulberry32: 32 bits of state are plenty for dice that must only be the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** One client and the socket it has at the moment. */
class Client {
  readonly audience: Audience;
  replica: Replica = EMPTY_REPLICA;
  #session: Session | undefined;
  #unread: string[] = [];

  constructor(audience: Audience) {
    this.audience = audience;
  }

  connect(conference: LiveConference): void {
    const unread: string[] = [];
    const transport = {
      send: (bytes: Buffer) => unread.push(...textsIn(bytes)),
      close: () => undefined,
      ping: () => undefined,
      isOpen: () => true,
      bufferedBytes: () => 0,
    };
    this.#unread = unread;
    this.#session = new Session({ transport, caller: CALLERS[this.audience], desk: DESK, log: SILENT_LOG });
    this.#session.greet(conference);
    this.hello(have(this.replica));
  }

  /** What was on its way is lost. */
  cut(): void {
    this.#session?.gone();
    this.#session = undefined;
    this.#unread = [];
  }

  get isConnected(): boolean {
    return this.#session !== undefined && this.#session.state !== 'closing';
  }

  flush(frames: number): void {
    for (const text of this.#unread.splice(0, frames)) {
      const next = receive(this.replica, JSON.parse(text) as ServerMessage);
      if (next === 'resync') this.hello(undefined);
      else this.replica = next;
    }
  }

  hello(held: ReturnType<typeof have>): void {
    const message = { type: 'hello', protocol: 1, audience: this.audience, ...(held ? { have: held } : {}) };
    this.#session?.receive(JSON.stringify(message));
  }
}

function randomCommand(
  roll: (sides: number) => number,
  round: number,
  room: ConferenceRoom,
): { site: string | null; command: ConferenceCommand } {
  const { state } = room.step!;
  const siteId = SITES[roll(SITES.length)]!;
  const waiting = state.queue[roll(Math.max(1, state.queue.length))] ?? 'nobody';
  const replaces = state.speech?.speechId ?? null;
  const choices: readonly { site: string | null; command: ConferenceCommand }[] = [
    {
      site: siteId,
      command: {
        type: 'RequestFloor',
        requestId: `r${round}`,
        siteId,
        kind: roll(4) === 0 ? 'point-of-order' : 'speech',
        subject: `S${round}`,
      },
    },
    { site: null, command: { type: 'OrderQueue', requestIds: [...state.queue].reverse() } },
    { site: null, command: { type: 'PutOnStandby', requestId: waiting } },
    { site: null, command: { type: 'GrantFloor', requestId: waiting, speechId: `s${round}`, replaces, thenStandby: roll(2) === 0 } },
    { site: null, command: { type: 'YieldFloor', speechId: replaces ?? 'nobody' } },
    { site: siteId, command: { type: 'StartSlides', siteId } },
    { site: null, command: { type: state.phase === 'live' && roll(6) === 0 ? 'PauseConference' : 'ResumeConference' } },
  ];
  return choices[roll(choices.length)]!;
}

/** Sessions answer in promise jobs; a turn of the event loop is past them all. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function runStorm(seed: number) {
  const roll = dice(seed);
  const journal = createMemoryJournal();
  const rooms = [new ConferenceRoom('c', journal), new ConferenceRoom('c', journal)];
  await openBriefing(rooms[0]!, SITES);
  await rooms[1]!.catchUp();
  const workers = rooms.map((room) => new LiveConference(room));
  const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(AUDIENCES[index % AUDIENCES.length]!));
  for (let round = 0; round < ROUNDS; round += 1) {
    const { site, command } = randomCommand(roll, round, rooms[roll(2)]!);
    await give(rooms[roll(2)]!, site === null ? CHAIR : { kind: 'site', siteId: site }, command);
    if (roll(3) === 0) await rooms[roll(2)]!.catchUp();
    const client = clients[roll(CLIENTS)]!;
    if (roll(4) === 0) client.cut();
    else if (!client.isConnected) client.connect(workers[roll(2)]!);
    for (const one of clients) one.flush(roll(3));
    await settle();
  }
  for (const room of rooms) await room.catchUp();
  for (const client of clients) if (!client.isConnected) client.connect(workers[roll(2)]!);
  // A frame that does not fit makes a client say hello again, and the answer to that fits.
  for (let turn = 0; turn < 3; turn += 1) {
    await settle();
    for (const client of clients) client.flush(Number.MAX_SAFE_INTEGER);
  }
  return { step: rooms[0]!.step!, clients };
}

describe('[HUB-9] whatever is cut, every client ends with the view its audience has on the server', () => {
  test.each(Array.from({ length: 20 }, (_, index) => index + 1))('seed %i', async (seed) => {
    const { step, clients } = await runStorm(seed);
    expect(step.version).toBeGreaterThan(20);
    for (const { audience, replica } of clients) {
      expect(replica.version).toBe(step.version);
      expect(replica.view).toEqual(JSON.parse(JSON.stringify(view(step.state, audience))));
    }
  });
});

/** Process of the benchmark: the rooms' sockets, each with its own copy of the view. */
import { randomUUID } from 'node:crypto';
import type { ServerMessage } from '@diemcau/core';
import { LiveSocket } from '../../apps/server/src/simulator/live-socket.ts';
import { createRandom } from '../../apps/server/src/simulator/random.ts';
import { drawLink, makeReport } from '../../apps/server/src/simulator/report.ts';
import { joinSite, type SiteKey, type SiteSession } from '../../apps/server/src/simulator/site-session.ts';
import { machineNowMs, type FromSites, type Seat, type ToSites } from './messages.ts';

/** docs/protocol.md §2.5: a room reports once a second, and so do these. */
const REPORT_EVERY_MS = 1_000;
/** Joining all at once would measure the queue at the door. */
const JOIN_TOGETHER = 10;

interface Room {
  readonly socket: LiveSocket;
  readonly session: SiteSession;
  /** The speech its view shows. */
  speechId: string | null;
}

const rooms: Room[] = [];
const random = createRandom(1);
/** How many rooms hold the speech that came last. */
let holding = { speechId: '', rooms: 0 };

function tell(message: FromSites): void {
  process.send?.(message);
}

async function joinAll(url: string, keys: readonly SiteKey[]): Promise<void> {
  const seats: Seat[] = [];
  for (let from = 0; from < keys.length; from += JOIN_TOGETHER) {
    seats.push(...(await Promise.all(keys.slice(from, from + JOIN_TOGETHER).map((key) => joinOne(url, key)))));
  }
  setInterval(reportAll, REPORT_EVERY_MS);
  tell({ type: 'joined', seats });
}

async function joinOne(url: string, key: SiteKey): Promise<Seat> {
  const answer = await joinSite(url, key, 'diemcau-bench');
  if (answer.type !== 'joined') throw new Error(`a room could not be joined: ${answer.type}`);
  const { session } = answer;
  return new Promise((resolve) => {
    const room: Room = { session, speechId: null, socket: connect(url, session, (message) => onMessage(room, message, resolve)) };
    rooms.push(room);
  });
}

function connect(url: string, session: SiteSession, onMessage: (message: ServerMessage) => void): LiveSocket {
  return new LiveSocket({
    address: `${url.replace(/^http/, 'ws')}/api/v1/conferences/${session.conferenceId}/live?as=site&site=${session.siteId}`,
    headers: { authorization: `Bearer ${session.deviceToken}` },
    audience: 'site',
    random: random.next,
    onMessage,
    onEnd: (reason) => {
      throw new Error(`the server closed a room: ${reason}`);
    },
  });
}

function onMessage(room: Room, message: ServerMessage, seated: (seat: Seat) => void): void {
  const { siteId, conferenceId } = room.session;
  if (message.type === 'welcome') seated({ siteId, conferenceId, media: message.media });
  const speechId = room.socket.view?.speech?.speechId ?? null;
  if (speechId === room.speechId) return;
  room.speechId = speechId;
  if (speechId === null) return;
  holding = holding.speechId === speechId ? { speechId, rooms: holding.rooms + 1 } : { speechId, rooms: 1 };
  if (holding.rooms === rooms.length) tell({ type: 'all-hold', speechId, atMs: machineNowMs() });
}

function reportAll(): void {
  for (const { socket } of rooms) {
    socket.send({ type: 'report', report: makeReport(drawLink(random), { main: false, bitrateBps: 0, loudestDbov: null }, random) });
  }
}

async function raiseHand(siteId: string, requestId: string): Promise<void> {
  const room = rooms.find(({ session }) => session.siteId === siteId);
  const command = { type: 'RequestFloor', requestId, siteId, kind: 'speech', subject: 'Đo thời gian' } as const;
  const answer = await room?.socket.command(randomUUID(), command);
  if (!answer?.ok) throw new Error(`a room may not ask for the floor: ${answer?.refusal?.code ?? 'no answer'}`);
}

process.on('message', (message: ToSites) => {
  if (message.type === 'join') void joinAll(message.url, message.keys);
  if (message.type === 'raise-hand') void raiseHand(message.siteId, message.requestId);
  if (message.type === 'stop') process.exit(0);
});
process.on('disconnect', () => process.exit(0));

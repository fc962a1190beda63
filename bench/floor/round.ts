import { randomUUID } from 'node:crypto';
import type { ConsoleClient } from '../../apps/server/src/simulator/console-client.ts';
import type { Crowd } from './crowd.ts';
import { machineNowMs, tagOfSpeaker, type FromSites, type FromViewers, type Seat, type ToSites, type ToViewers } from './messages.ts';
import { RATES } from './rates.ts';

/** One change of the floor. Times count from the moment the chair's command is sent. */
export interface Round {
  /** Until the last room holds the view that shows the new speech. */
  readonly viewMs: number;
  /** Until the last viewer has the first packet of the new speaker's picture. */
  readonly pictureMs: number;
  /** At all viewers together, between the command and then; a check of the load. */
  readonly packetsPerSecond: number;
}

interface RoundParts {
  readonly sites: Crowd<ToSites, FromSites>;
  readonly viewers: Crowd<ToViewers, FromViewers>;
  readonly chair: ConsoleClient;
  readonly speaker: Seat;
  readonly index: number;
}

/** The room asks, the chair sees it in the queue and gives the floor. */
export async function giveFloor({ sites, viewers, chair, speaker, index }: RoundParts): Promise<Round> {
  const requestId = randomUUID();
  const speechId = randomUUID();
  const tag = tagOfSpeaker(index % RATES.speakers);
  sites.tell({ type: 'raise-hand', siteId: speaker.siteId, requestId });
  await chair.until((view) => view.queue.includes(requestId));
  await viewers.ask({ type: 'expect', tag }, 'expecting');
  const allHold = sites.hear('all-hold', (answer) => answer.speechId === speechId);
  const allSee = viewers.hear('all-see', (answer) => answer.tag === tag);
  const replaces = chair.view.speech?.speechId ?? null;
  const sentAtMs = machineNowMs();
  const granted = chair.command({ type: 'GrantFloor', requestId, speechId, replaces, thenStandby: false });
  const [held, seen] = await Promise.all([allHold, allSee, granted]);
  return { viewMs: held.atMs - sentAtMs, pictureMs: seen.atMs - sentAtMs, packetsPerSecond: seen.packetsPerSecond };
}

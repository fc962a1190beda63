/** A list of commands that make a conference: a twin of another, or the next of a series. */
import { randomUUID } from 'node:crypto';
import { assert, type Actor, type ConferenceCommand, type ConferenceState, type Refusal } from '@diemcau/core';
import type { Pool } from 'pg';
import type { Journal } from '../journal/journal.ts';
import { ConferenceRoom } from './conference-room.ts';
import { scopedCommandId } from './conference-stream.ts';
import { writeSummary } from './conference-summaries.ts';

export interface CarryOutParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly nowMs: () => number;
  /** Who creates it; the caller has asked `may`. */
  readonly by: Actor;
}

const OPERATOR: Actor = { kind: 'operator' };

/**
 * The first command creates, by whoever asked for it; what follows from it is the operator's, because
 * nobody is an officer yet. A refusal of the first is returned; later ones are a bug of the list. Throws OutsideFault.
 */
export async function carryOut(
  { db, journal, nowMs, by }: CarryOutParts,
  conferenceId: string,
  commands: readonly ConferenceCommand[],
): Promise<{ readonly ok: true; readonly state: ConferenceState } | { readonly ok: false; readonly refusal: Refusal }> {
  const room = new ConferenceRoom(conferenceId, journal);
  for (const command of commands) {
    const commandId = scopedCommandId(conferenceId, randomUUID());
    const creates = command.type === 'CreateConference';
    const answer = await room.execute({ command, atMs: nowMs(), by: creates ? by : OPERATOR, commandId });
    if (!answer.ok && creates) return answer;
    assert(answer.ok, `${command.type} refused: ${answer.ok ? '' : answer.refusal.code}`);
  }
  await writeSummary(db, room.step!);
  return { ok: true, state: room.step!.state };
}

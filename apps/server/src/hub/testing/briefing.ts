/** A small conference for tests: a hall, rooms, a chair and a secretary. */
import { DEFAULT_SETTINGS, type Actor, type ConferenceCommand } from '@diemcau/core';
import type { ConferenceRoom, ExecuteAnswer } from '../conference-room.ts';

export const CHAIR: Actor = { kind: 'account', accountId: 'chair' };
export const SECRETARY: Actor = { kind: 'account', accountId: 'secretary' };
const OPERATOR: Actor = { kind: 'operator' };

let commandNumber = 0;

/** Gives a command under an id of its own. */
export function give(room: ConferenceRoom, by: Actor, command: ConferenceCommand, atMs = 1_000): Promise<ExecuteAnswer> {
  commandNumber += 1;
  return room.execute({ command, by, atMs, commandId: `command-${commandNumber}` });
}

/** Live, with `siteIds`, the first of which is the hall. */
export async function openBriefing(room: ConferenceRoom, siteIds: readonly string[]): Promise<void> {
  const sites = siteIds.map((siteId) => ({
    siteId,
    name: `Room ${siteId}`,
    unitId: `unit-${siteId}`,
    unitName: `Unit ${siteId}`,
    level: 1,
  }));
  const { conferenceId } = room;
  const preparations: ConferenceCommand[] = [
    { type: 'CreateConference', conferenceId, title: 'Quarterly briefing', kind: 'briefing', rehearsal: false, settings: DEFAULT_SETTINGS },
    { type: 'AdmitSites', sites },
    { type: 'SetHall', siteId: siteIds[0]! },
    { type: 'AppointOfficer', accountId: 'chair', roles: ['chair'] },
    { type: 'AppointOfficer', accountId: 'secretary', roles: ['secretary'] },
    { type: 'ScheduleConference', startsAtMs: 1_000 },
  ];
  for (const command of preparations) await mustGive(room, OPERATOR, command);
  await mustGive(room, CHAIR, { type: 'OpenConference' });
}

/** As `give`; a refusal fails the test. */
export async function mustGive(room: ConferenceRoom, by: Actor, command: ConferenceCommand, atMs?: number): Promise<number> {
  const answer = await give(room, by, command, atMs);
  if (!answer.ok) throw new Error(`${command.type} refused: ${answer.refusal.code}`);
  return answer.version;
}

/** Asks and gets the floor. */
export async function takeFloor(room: ConferenceRoom, siteId: string, speechId: string, atMs?: number): Promise<void> {
  const requestId = `request-${speechId}`;
  await mustGive(room, { kind: 'site', siteId }, { type: 'RequestFloor', requestId, siteId, kind: 'speech', subject: 'Karaoke' }, atMs);
  const replaces = room.step!.state.speech?.speechId ?? null;
  await mustGive(room, CHAIR, { type: 'GrantFloor', requestId, speechId, replaces, thenStandby: false }, atMs);
}

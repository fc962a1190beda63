import { DEFAULT_SETTINGS, decide, fold } from '@diemcau/core';
import type { Actor, CommandOf, ConferenceCommand, ConferenceState } from '@diemcau/core';

export const T0_MS = 1_000_000;
export const CHAIR: Actor = { kind: 'account', accountId: 'chair' };
export const SECRETARY: Actor = { kind: 'account', accountId: 'secretary' };
const OPERATOR: Actor = { kind: 'operator' };
const CONDUCTOR: Actor = { kind: 'conductor' };
const SETTINGS = { ...DEFAULT_SETTINGS, overrunMs: null };

export function room(siteId: string): Actor {
  return { kind: 'site', siteId };
}

/** The state after these commands; a refused one is a mistake of the test. */
export function after(state: ConferenceState | null, by: Actor, ...commands: readonly ConferenceCommand[]): ConferenceState {
  const folded = commands.reduce<ConferenceState | null>((before, command) => {
    const decision = decide({ command, by, atMs: T0_MS, commandId: command.type }, before);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
    return fold(decision.events, before);
  }, state);
  if (!folded) throw new Error('no conference yet');
  return folded;
}

function site(siteId: string, name: string): CommandOf<'AdmitSites'>['sites'][number] {
  return { siteId, name, unitId: `u-${siteId}`, unitName: name, level: siteId === 'hall' ? 0 : 1 };
}

/** A live briefing with a hall, three rooms and nobody waiting. */
export function liveConference(): ConferenceState {
  const draft = after(
    null,
    OPERATOR,
    { type: 'CreateConference', conferenceId: 'c1', title: 'Giao ban', kind: 'briefing', rehearsal: false, settings: SETTINGS },
    {
      type: 'AdmitSites',
      sites: [site('hall', 'Hội trường'), site('a', 'Xã Đồng Bẩm'), site('b', 'Xã Hòa Bình'), site('c', 'Phường Quang Trung')],
    },
    { type: 'SetHall', siteId: 'hall' },
    { type: 'AppointOfficer', accountId: 'chair', roles: ['chair'] },
    { type: 'AppointOfficer', accountId: 'secretary', roles: ['secretary'] },
    { type: 'ScheduleConference', startsAtMs: T0_MS },
  );
  return after(draft, CHAIR, { type: 'OpenConference' });
}

export function asks(siteId: string): ConferenceCommand {
  return { type: 'RequestFloor', requestId: `r-${siteId}`, siteId, kind: 'speech', subject: 'Karaoke' };
}

export function gives(siteId: string, replaces: string | null = null): ConferenceCommand {
  return { type: 'GrantFloor', requestId: `r-${siteId}`, speechId: `s-${siteId}`, replaces, thenStandby: false };
}

/** A speaks, b stands by, c waits. */
export function busyConference(): ConferenceState {
  const asked = after(liveConference(), SECRETARY, asks('a'), asks('b'), asks('c'));
  return after(asked, CHAIR, gives('a'), { type: 'PutOnStandby', requestId: 'r-b' });
}

export function linkLost(state: ConferenceState): ConferenceState {
  return after(state, CONDUCTOR, { type: 'ReportLinkLost', speechId: 's-a' });
}

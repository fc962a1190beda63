import { decide, DEFAULT_SETTINGS, evolve, view, type ConferenceCommand, type ConferenceState } from '@diemcau/core';

const CHAIR = { kind: 'account', accountId: 'chair' } as const;
const UNIT = { unitId: 'u', unitName: 'Tỉnh', level: 0 };

/** For tests: what sites see of a live conference with a hall and the rooms `site-a` and `other`, made by the rules themselves. */
export function sampleView(): ConferenceState {
  const prepared: ConferenceCommand[] = [
    {
      type: 'CreateConference',
      conferenceId: 'c',
      title: 'Giao ban',
      kind: 'briefing',
      rehearsal: false,
      settings: DEFAULT_SETTINGS,
    },
    { type: 'AdmitSites', sites: ['hall', 'site-a', 'other'].map((siteId) => ({ siteId, name: siteId, ...UNIT })) },
    { type: 'SetHall', siteId: 'hall' },
    { type: 'AppointOfficer', accountId: CHAIR.accountId, roles: ['chair'] },
    { type: 'ScheduleConference', startsAtMs: 0 },
  ];
  const scheduled = prepared.reduce<ConferenceState | null>((state, command) => step(state, command, { kind: 'operator' }), null);
  return view(step(scheduled, { type: 'OpenConference' }, CHAIR), 'site');
}

function step(state: ConferenceState | null, command: ConferenceCommand, by: Parameters<typeof decide>[0]['by']): ConferenceState {
  const decision = decide({ command, atMs: 0, by, commandId: 'k' }, state);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
  return decision.events.reduce<ConferenceState | null>((before, event) => evolve(before, event), state)!;
}

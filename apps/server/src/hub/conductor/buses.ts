/** What every program of a conference should show: a function of its state alone. */
import { standbySiteId, type ConferenceState } from '@diemcau/core';
import type { SetBus } from '@diemcau/media';
import type { RoomStep } from '../conference-room.ts';
import { busOf, cameraEndpoint, PROGRAMS, slidesEndpoint, type Program } from '../media-names.ts';

/**
 * `hall` shows the hall while the conference is live or paused, `floor` whoever speaks (silent when
 * that is the hall, which is heard on its own bus), `slides` whoever shares a screen, `preview`
 * whoever is on standby, without sound. The revision is the version of the stream, so that what an
 * old conductor still sends changes nothing.
 */
export function busesOf({ version, state }: RoomStep): SetBus[] {
  return PROGRAMS.map((program) => ({ bus: busOf(state.conferenceId, program), revision: version, ...SHOWN[program](state) }));
}

/** Pictures go out while it runs; from preflight to the opening rooms are seen as thumbnails only. */
export function isRunning(state: ConferenceState): boolean {
  return state.phase === 'live' || state.phase === 'paused';
}

type Shown = Pick<SetBus, 'source' | 'audio'>;

const SHOWN: { readonly [P in Program]: (state: ConferenceState) => Shown } = {
  hall: (state) => ({ source: camera(state, state.hallSiteId), audio: true }),
  floor: (state) => ({ source: camera(state, state.speech?.siteId ?? null), audio: state.speech?.siteId !== state.hallSiteId }),
  slides: (state) => ({
    source: state.slidesSiteId === null ? null : slidesEndpoint(state.conferenceId, state.slidesSiteId),
    audio: false,
  }),
  preview: (state) => ({ source: camera(state, standbySiteId(state)), audio: false }),
};

function camera(state: ConferenceState, siteId: string | null): string | null {
  return siteId === null || !isRunning(state) ? null : cameraEndpoint(state.conferenceId, siteId);
}

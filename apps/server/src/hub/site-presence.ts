/** What consoles see of every room, and what everybody sees of the links: pure functions of what is known. */
import type { ConferenceState, LinkGrade, LinkSummary, PresenceBySite, SitePresence } from '@diemcau/core';
import type { MediaFacts } from './media-facts.ts';
import { cameraEndpoint } from './media-names.ts';
import type { Presence } from './presence.ts';

export interface Sources {
  readonly presence: Pick<Presence, 'sight' | 'lastSeenAtMs' | 'processes'>;
  readonly facts: Pick<MediaFacts, 'flows' | 'audioLevelDbov' | 'delivery' | 'sends' | 'plane'>;
}

/** Rooms that were never seen and send nothing are left out: missing means exactly that. */
export function presenceBySite(state: ConferenceState, sources: Sources): PresenceBySite {
  const entries = Object.keys(state.sites).map((siteId) => [siteId, sitePresence(state.conferenceId, siteId, sources)] as const);
  return Object.fromEntries(entries.filter(([, room]) => room.lastSeenAtMs !== null || Object.values(room.media).includes(true)));
}

export function linkSummary(state: ConferenceState, sources: Sources): LinkSummary {
  const { speech, hallSiteId } = state;
  const grade = (siteId: string) => uplinkGrade(state.conferenceId, siteId, sources);
  const isHeardOnly = (siteId: string) => {
    const { main, audio } = sources.facts.flows(cameraEndpoint(state.conferenceId, siteId));
    return audio && !main;
  };
  const ok = sources.facts.plane.up && sources.presence.processes.every((process) => process.state === 'up');
  return {
    speaker: speech ? (speech.link === 'up' ? grade(speech.siteId) : 'lost') : null,
    hall: hallSiteId === null ? 'unknown' : grade(hallSiteId),
    soundOnly: { speaker: speech !== null && isHeardOnly(speech.siteId), hall: hallSiteId !== null && isHeardOnly(hallSiteId) },
    server: ok ? 'ok' : 'degraded',
  };
}

function sitePresence(conferenceId: string, siteId: string, { presence, facts }: Sources): SitePresence {
  const endpoint = cameraEndpoint(conferenceId, siteId);
  const sight = presence.sight(conferenceId, siteId);
  return {
    online: sight !== null,
    lastSeenAtMs: presence.lastSeenAtMs(conferenceId, siteId),
    sinceMs: sight?.sinceMs ?? null,
    device: sight?.device ?? '',
    delivery: facts.delivery(endpoint),
    sends: facts.sends(endpoint),
    report: sight?.report ?? null,
    media: facts.flows(endpoint),
    audioLevelDbov: facts.audioLevelDbov(endpoint),
  };
}

/** A room nobody sees is `lost`; one that has not measured yet is `unknown`. */
function uplinkGrade(conferenceId: string, siteId: string, { presence }: Sources): LinkGrade {
  const sight = presence.sight(conferenceId, siteId);
  return sight ? (sight.report?.uplink ?? 'unknown') : 'lost';
}

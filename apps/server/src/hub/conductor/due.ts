/** Which commands the conductor owes a conference now: pure, with the time and what is known of the media. */
import { graceOverAtMs, timeOutAtMs, type ConferenceCommand, type ConferenceState } from '@diemcau/core';

/** What the conductor knows of the speaker's link and of the server itself. */
export interface LinkNews {
  /** Main picture or sound of the speaker arrives. */
  readonly flowing: boolean;
  /** When it last did; null: not since the media plane came up. */
  readonly lastFlowAtMs: number | null;
  /** Since when this conductor and the media plane have both been there; null: the plane is not. */
  readonly upSinceMs: number | null;
}

/**
 * Our own crash must never take anybody's floor: after one, pages need up to 8 s to come back (the
 * longest wait before an attempt) and a few more to send. Twice that is what the product promises.
 */
export const STEADY_AFTER_MS = 15_000;
/** No packet for so long, and a link counts as lost; the media plane tells of a stall after as long. */
export const LOST_AFTER_MS = 2_000;
/** A page that gets the floor without having been on standby opens its camera first. */
export const FIRST_PACKET_WITHIN_MS = 5_000;

export function dueCommands(state: ConferenceState, news: LinkNews, nowMs: number): ConferenceCommand[] {
  const { speech } = state;
  if (!speech || (state.phase !== 'live' && state.phase !== 'paused')) return [];
  const { speechId } = speech;
  const due: ConferenceCommand[] = [];
  if (reached(timeOutAtMs(state), nowMs)) due.push({ type: 'TimeOutSpeech', speechId });
  else if (speech.link === 'up' && isLost(speech.startedAtMs, news, nowMs)) due.push({ type: 'ReportLinkLost', speechId });
  else if (speech.link !== 'up' && news.flowing) due.push({ type: 'ReportLinkReturned', speechId });
  else if (isSteady(news, nowMs) && reached(graceOverAtMs(state), nowMs)) due.push({ type: 'EndGrace', speechId });
  return due;
}

function reached(atMs: number | null, nowMs: number): boolean {
  return atMs !== null && nowMs >= atMs;
}

function isSteady({ upSinceMs }: LinkNews, nowMs: number): boolean {
  return upSinceMs !== null && nowMs - upSinceMs >= STEADY_AFTER_MS;
}

function isLost(startedAtMs: number, news: LinkNews, nowMs: number): boolean {
  if (news.flowing || !isSteady(news, nowMs)) return false;
  const patientUntilMs = Math.max(startedAtMs + FIRST_PACKET_WITHIN_MS, (news.lastFlowAtMs ?? 0) + LOST_AFTER_MS);
  return nowMs >= patientUntilMs;
}

import { openRequestOf, type ConferenceCommand, type ConferenceState, type SiteId } from '@diemcau/core';
import type { Random } from './random.ts';
import { POINTS_OF_ORDER, SUBJECTS } from './subjects.ts';

/**
 * What one simulated room does of its own accord. Every choice comes from the room's seeded numbers, so
 * the same seed, the same sights and the same times give the same acts.
 */
export interface SiteScript {
  readonly siteId: SiteId;
  readonly random: Random;
  habits: Habits;
  /** When it raises its hand next; null: not planned yet. */
  handAtMs: number | null;
  /** The standby it has seen, and when it will answer. */
  ready: { readonly requestId: string; readonly atMs: number } | null;
  /** The speech it is giving, and when it has said everything. */
  talk: { readonly speechId: string; readonly endsAtMs: number } | null;
  /** The request it will take back, and when. */
  withdraw: { readonly requestId: string; readonly atMs: number } | null;
  /** When its link fails next; null: not planned yet. */
  dropAtMs: number | null;
}

export interface Habits {
  /** Average time between two hands of one room; 0: it never raises one. */
  readonly handEveryMs: number;
  /** Nobody joins a queue that is longer. */
  readonly queueMax: number;
  readonly speechMinMs: number;
  readonly speechMaxMs: number;
  /** Average time between two failures of the link; 0: it never fails. */
  readonly dropEveryMs: number;
}

/**
 * A room speaks up every two minutes and talks for half a minute to a minute and a half, so that a demo of
 * a dozen rooms is lively and its queue of at most four can be read at a glance; one link of the dozen
 * fails about every half minute.
 */
export const DEFAULT_HABITS: Habits = {
  handEveryMs: 120_000,
  queueMax: 4,
  speechMinMs: 30_000,
  speechMaxMs: 90_000,
  dropEveryMs: 400_000,
};

export type SiteAct =
  | { readonly type: 'command'; readonly command: ConferenceCommand }
  /** The link is gone for so long. */
  | { readonly type: 'drop'; readonly awayMs: number };

export function createScript(siteId: SiteId, random: Random, habits: Habits): SiteScript {
  return { siteId, random, habits, handAtMs: null, ready: null, talk: null, withdraw: null, dropAtMs: null };
}

/** What the room does now. Call it a few times a second; `newId` makes the ids of requests. */
export function takeActs(
  script: SiteScript,
  view: ConferenceState,
  now: { readonly nowMs: number; readonly newId: () => string },
): SiteAct[] {
  if (view.phase !== 'live') return [];
  const acts = [answerStandby(script, view, now.nowMs), finishTalk(script, view, now.nowMs)];
  acts.push(takeBack(script, view, now.nowMs), raiseHand(script, view, now), failLink(script, view, now.nowMs));
  return acts.flatMap((act) => act ?? []);
}

/** The officer needs one to four seconds to look at picture and level. Now and then the microphone is found to be off first. */
function answerStandby(script: SiteScript, view: ConferenceState, nowMs: number): SiteAct | null {
  const requestId = view.standby?.requestId;
  if (requestId === undefined || view.requests[requestId]?.siteId !== script.siteId || view.standby?.check?.microphone === true) {
    script.ready = null;
    return null;
  }
  if (script.ready?.requestId !== requestId) script.ready = { requestId, atMs: nowMs + script.random.between(1_000, 4_000) };
  if (nowMs < script.ready.atMs) return null;
  const microphone = view.standby?.check !== null || !script.random.oneIn(12);
  // 5 s to find the switch.
  script.ready = { requestId, atMs: nowMs + 5_000 };
  return command({ type: 'ConfirmReady', requestId, camera: true, microphone });
}

function finishTalk(script: SiteScript, view: ConferenceState, nowMs: number): SiteAct | null {
  const speech = view.speech?.siteId === script.siteId ? view.speech : null;
  if (!speech) {
    script.talk = null;
    return null;
  }
  const { speechMinMs, speechMaxMs } = script.habits;
  if (script.talk?.speechId !== speech.speechId) {
    script.talk = { speechId: speech.speechId, endsAtMs: nowMs + script.random.between(speechMinMs, speechMaxMs) };
  }
  if (nowMs < script.talk.endsAtMs) return null;
  // Said once; asked again after 2 s if the floor is still held.
  script.talk = { speechId: speech.speechId, endsAtMs: nowMs + 2_000 };
  return command({ type: 'YieldFloor', speechId: speech.speechId });
}

function takeBack(script: SiteScript, view: ConferenceState, nowMs: number): SiteAct | null {
  if (!script.withdraw || nowMs < script.withdraw.atMs) return null;
  const { requestId } = script.withdraw;
  script.withdraw = null;
  return view.queue.includes(requestId) ? command({ type: 'WithdrawRequest', requestId }) : null;
}

function raiseHand(
  script: SiteScript,
  view: ConferenceState,
  now: { readonly nowMs: number; readonly newId: () => string },
): SiteAct | null {
  const { handEveryMs, queueMax } = script.habits;
  if (handEveryMs === 0 || openRequestOf(view, script.siteId)) return null;
  // Half to one and a half times the average; the first one sooner, so that nobody waits for a sign of life.
  script.handAtMs ??= now.nowMs + script.random.between(0.02, 1) * handEveryMs;
  if (now.nowMs < script.handAtMs) return null;
  script.handAtMs = now.nowMs + script.random.between(0.5, 1.5) * handEveryMs;
  if (view.queue.length >= queueMax) return null;
  const requestId = now.newId();
  if (script.random.oneIn(15)) script.withdraw = { requestId, atMs: now.nowMs + script.random.between(10_000, 30_000) };
  const pointOfOrder = view.speech !== null && script.random.oneIn(20);
  const subject = script.random.pick(pointOfOrder ? POINTS_OF_ORDER : SUBJECTS);
  return command({ type: 'RequestFloor', requestId, siteId: script.siteId, kind: pointOfOrder ? 'point-of-order' : 'speech', subject });
}

/** The hall's link never fails: a province lays its own cable there, and without it there is no conference. */
function failLink(script: SiteScript, view: ConferenceState, nowMs: number): SiteAct | null {
  const { dropEveryMs } = script.habits;
  if (dropEveryMs === 0 || view.hallSiteId === script.siteId) return null;
  script.dropAtMs ??= nowMs + script.random.between(0.3, 1.5) * dropEveryMs;
  if (nowMs < script.dropAtMs) return null;
  script.dropAtMs = null;
  // Two to twenty seconds: some inside the usual grace of 15 s, some past it.
  return { type: 'drop', awayMs: Math.round(script.random.between(2_000, 20_000)) };
}

function command(of: ConferenceCommand): SiteAct {
  return { type: 'command', command: of };
}

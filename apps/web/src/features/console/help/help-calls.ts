import type { ConferenceState, HelpCall, PastHelpCall } from '@diemcau/core';

/** Nobody has taken it up. */
export function isFresh(call: HelpCall): boolean {
  return call.acknowledgedAtMs === null;
}

/** Calls that nobody has taken up first, and of those the one that has waited longest. */
export function openCalls(view: ConferenceState): readonly HelpCall[] {
  return Object.values(view.helpCalls).sort((a, b) => Number(isFresh(b)) - Number(isFresh(a)) || a.calledAtMs - b.calledAtMs);
}

/** The last one first. */
export function lastClosed(view: ConferenceState, max: number): readonly PastHelpCall[] {
  return Object.values(view.pastHelpCalls)
    .sort((a, b) => b.no - a.no)
    .slice(0, max);
}

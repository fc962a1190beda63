/** How often anybody may write: rules say who may, a flood is the server's to stop. */
import type { Actor, ConferenceCommand, ConferenceCommandType, Refusal } from '@diemcau/core';
import { allowance, type Allowance } from './allowance.ts';

interface Limit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Nobody types faster than this for long, and whoever reads keeps up with it. */
const ROOM_LIMITS: Partial<Record<ConferenceCommandType, Limit>> = {
  // A remark, a correction, another; then one each ten seconds.
  PostMessage: { burst: 5, perSecond: 0.1 },
  // What is wrong may change while somebody looks for it; then twice a minute.
  CallForHelp: { burst: 4, perSecond: 1 / 30 },
  WithdrawHelp: { burst: 4, perSecond: 1 / 30 },
  // People still arrive; nobody counts a room oftener than each six seconds.
  ReportHeadcount: { burst: 6, perSecond: 1 / 6 },
};

/** A desk writes for all rooms: 145 headcounts heard on the telephone are an hour's work. */
const DESK_LIMITS: Partial<Record<ConferenceCommandType, Limit>> = {
  SendMessage: { burst: 20, perSecond: 0.5 },
  PostMessage: { burst: 20, perSecond: 0.5 },
  CallForHelp: { burst: 20, perSecond: 0.5 },
  ReportHeadcount: { burst: 60, perSecond: 1 },
};

/** Of one worker: whoever writes through both has twice as much, which is still no flood. Beyond this many writers the oldest are forgotten. */
const WRITERS_MAX = 10_000;

export class WritingLimits {
  readonly #allowances = new Map<string, Allowance>();

  /** Why this is too much now; null: it is not. Taking part in nothing else, it is asked before the rules. */
  refusal(conferenceId: string, command: ConferenceCommand, { by, nowMs }: { readonly by: Actor; readonly nowMs: number }): Refusal | null {
    const limit = (by.kind === 'site' ? ROOM_LIMITS : DESK_LIMITS)[command.type];
    const writer = by.kind === 'site' ? by.siteId : by.kind === 'account' ? by.accountId : null;
    if (!limit || writer === null) return null;
    const taken = this.#of(`${conferenceId} ${writer} ${command.type}`, limit).take(nowMs);
    return taken ? null : { code: 'too-often', params: { seconds: Math.ceil(1 / limit.perSecond) } };
  }

  #of(key: string, { burst, perSecond }: Limit): Allowance {
    const known = this.#allowances.get(key) ?? allowance(burst, perSecond);
    // Moved to the end: the map keeps the order in which they wrote last, and who comes back later starts anew.
    this.#allowances.delete(key);
    this.#allowances.set(key, known);
    if (this.#allowances.size > WRITERS_MAX) this.#allowances.delete(this.#allowances.keys().next().value!);
    return known;
  }
}

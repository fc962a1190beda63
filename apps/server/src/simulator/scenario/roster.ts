/** The rooms of a run: who is there, and who is drawn for a step. */
import { openRequestOf, type ConferenceState } from '@diemcau/core';
import type { RoomAccess } from '../access.ts';
import type { Random } from '../random.ts';
import type { SimulatedSite } from '../simulated-site.ts';
import { SimulationProblem } from '../simulation-problem.ts';
import type { Share } from './fields.ts';

export interface Member {
  readonly room: RoomAccess;
  readonly index: number;
  /** null until it has arrived, and after it has left. */
  site: SimulatedSite | null;
}

export class Roster {
  readonly members: readonly Member[];
  readonly #random: Random;

  constructor(rooms: readonly RoomAccess[], random: Random) {
    this.members = rooms.map((room, index) => ({ room, index, site: null }));
    this.#random = random;
  }

  get absent(): readonly Member[] {
    return this.members.filter(({ site }) => !site || site.isClosed);
  }

  get present(): readonly SimulatedSite[] {
    return this.members.flatMap(({ site }) => (site && !site.isClosed ? site : []));
  }

  get online(): readonly SimulatedSite[] {
    return this.present.filter((site) => site.isOnline);
  }

  /** Rooms that could raise a hand now. */
  get silent(): readonly SimulatedSite[] {
    return this.online.filter((site) => !site.isHall && site.view && !openRequestOf(site.view, site.siteId));
  }

  /** The newest copy of the conference any room has. */
  get view(): ConferenceState | null {
    return this.online[0]?.view ?? null;
  }

  /** Draws by the seed; the same rooms in the same run of the same script. */
  draw<T extends Member | SimulatedSite>(share: Share, from: readonly T[]): readonly T[] {
    if (share.kind === 'all') return from;
    if (share.kind === 'names') return from.filter((one) => share.names.some((name) => this.#isNamed(one, name)));
    const count = share.kind === 'count' ? share.count : Math.round(share.ratio * this.members.length);
    // Each gets its number before anybody is chosen, so that who comes first does not matter.
    const lots = from.map((one) => ({ one, lot: this.#random.next() }));
    const drawn = lots.sort((a, b) => a.lot - b.lot).slice(0, count);
    return drawn.map(({ one }) => one);
  }

  /** Throws SimulationProblem where a script names a room that is not in the access file. */
  checkNames(share: Share, line: number): void {
    if (share.kind !== 'names') return;
    const missing = share.names.find((name) => !this.members.some((member) => this.#isNamed(member, name)));
    if (missing !== undefined) throw new SimulationProblem(`line ${line}: the access file has no room "${missing}"`);
  }

  #isNamed(one: Member | SimulatedSite, name: string): boolean {
    const member = 'room' in one ? one : this.members.find(({ site }) => site === one);
    return member?.room.name === name || member?.room.siteId === name;
  }
}

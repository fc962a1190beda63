import type { SiteId, UnitId } from '../kernel/ids.ts';

/** Somebody in the register of contacts. Names, phones and addresses of people are there and in no event. */
export type ContactId = string;

/** A registered room. Conferences admit sites from the register and keep what they need of them. */
export interface RegisteredSite {
  readonly siteId: SiteId;
  /** The organisation's own code, empty where it has none; unique among the sites in use. */
  readonly code: string;
  readonly unitId: UnitId;
  readonly name: string;
  /** A word of the organisation (`hội trường`, `phòng họp`); code never looks at it. */
  readonly kind: string;
  /** Which room of the building. */
  readonly room: string;
  readonly address: string;
  /** Seats; 0: not known. */
  readonly capacity: number;
  readonly active: boolean;
  /** Who is on duty there, in the order of posting. */
  readonly officers: readonly ContactId[];
}

/** What a person fills in about a site. */
export type SiteRecord = Omit<RegisteredSite, 'active' | 'officers'>;

export interface SitesState {
  readonly sites: ReadonlyMap<SiteId, RegisteredSite>;
}

export const NO_SITES: SitesState = { sites: new Map() };

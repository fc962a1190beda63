import { foldVietnamese } from '@diemcau/core';
import type { Site } from '../../live/organisation-api.ts';

export interface SearchableSite {
  readonly site: Site;
  readonly folded: string;
}

export function searchable(sites: readonly Site[]): readonly SearchableSite[] {
  return sites.map((site) => ({ site, folded: foldVietnamese(`${site.code} ${site.name} ${site.room} ${site.placeName}`) }));
}

/** Every word somewhere in code, name, room or unit, in any order. */
export function sitesFound(sites: readonly SearchableSite[], search: string, withRetired: boolean): readonly Site[] {
  const words = foldVietnamese(search).split(' ');
  const found = sites.filter(({ site, folded }) => (withRetired || site.active) && words.every((word) => folded.includes(word)));
  return found.map(({ site }) => site);
}

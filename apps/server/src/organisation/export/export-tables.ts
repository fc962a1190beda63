/** Rows of the workbook as of a day, so that importing them again changes nothing. */
import {
  heirsAt,
  subtreeAt,
  treeAt,
  type Access,
  type AsOf,
  type RegisteredSite,
  type SitesState,
  type UnitId,
  type UnitRecord,
} from '@diemcau/core';
import type { Contact } from '../contacts.ts';
import { ROLE_WORDS } from '../import/sheets.ts';
import type { ExportRow, ExportTables, Language } from './workbook.ts';

export interface ExportOrder {
  readonly asOf: AsOf;
  /** The unit with everything below it; null: everything. */
  readonly under: UnitId | null;
  readonly language: Language;
}

export interface Exported {
  readonly tree: Access['tree'];
  readonly sites: SitesState;
  readonly contacts: readonly Contact[];
}

/** Sites and people are as now, and stand with whoever carries on for their unit on that day; people have no history. */
export function exportTables({ asOf, under, language }: ExportOrder, { tree, sites, contacts }: Exported): ExportTables {
  const all = treeAt(tree, asOf);
  const inside = under === null ? null : new Set(subtreeAt(tree, under, asOf));
  const units = new Map(all.filter((unit) => inside?.has(unit.unitId) ?? true).map((unit) => [unit.unitId, unit]));
  const everyone = new Map(all.map((unit) => [unit.unitId, unit]));
  const reference = (unitId: UnitId): string => referenceOf(everyone, unitId);
  const placed = <T extends { readonly unitId: UnitId }>(item: T): (T & { readonly place: UnitId })[] => {
    const place = heirsAt(tree, item.unitId, asOf)[0];
    return place !== undefined && units.has(place) ? [{ ...item, place }] : [];
  };
  const shown = [...sites.sites.values()].filter((site) => site.active).flatMap(placed);
  const duties = dutiesOf(shown);
  return {
    units: [...units.values()].map((unit) => unitRow(unit, reference)),
    sites: shown.map((site) => siteRow(site, reference(site.place))),
    people: contacts
      .flatMap(placed)
      .map((contact) => personRow(contact, { unit: reference(contact.place), site: duties.get(contact.contactId), language })),
  };
}

/** Its code, or its path of names. */
function referenceOf(units: ReadonlyMap<UnitId, UnitRecord>, unitId: UnitId): string {
  const path: string[] = [];
  for (let unit = units.get(unitId); unit; unit = unit.parentId === null ? undefined : units.get(unit.parentId)) {
    if (unit.code !== '' && path.length === 0) return unit.code;
    path.unshift(unit.name);
  }
  return path.join(' / ');
}

function unitRow({ code, name, kind, parentId }: UnitRecord, reference: (unitId: UnitId) => string): ExportRow {
  return { code, name, kind, parent: parentId === null ? '' : reference(parentId) };
}

function siteRow({ code, name, kind, room, address, capacity }: RegisteredSite, unit: string): ExportRow {
  return { code, name, unit, kind, room, address, ...(capacity > 0 ? { capacity } : {}) };
}

function personRow(
  { code, name, post, phone, email, role }: Contact,
  { unit, site, language }: { readonly unit: string; readonly site: string | undefined; readonly language: Language },
): ExportRow {
  return { code, name, post, unit, phone, email, role: role === null ? '' : ROLE_WORDS[role][language][0]!, site: site ?? '' };
}

/** A person's first site: the sheet has room for one. */
function dutiesOf(sites: readonly RegisteredSite[]): ReadonlyMap<string, string> {
  const duties = new Map<string, string>();
  for (const site of sites)
    for (const contactId of site.officers) if (!duties.has(contactId)) duties.set(contactId, site.code || site.name);
  return duties;
}

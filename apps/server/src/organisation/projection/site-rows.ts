/** Rows of `site`: each as it is now. */
import { foldVietnamese, sitesOf, type SiteEvent, type SitesState } from '@diemcau/core';
import type { ClientBase } from 'pg';

const UPSERT_SQL = `INSERT INTO site AS s (site_id, code, unit_id, name, folded, kind, room, address, capacity, active, officers)
  SELECT site_id, code, unit_id, name, folded, kind, room, address, capacity, active, ARRAY(SELECT jsonb_array_elements_text(officers))
  FROM jsonb_to_recordset($1::jsonb) AS v (site_id text, code text, unit_id text, name text, folded text, kind text, room text, address text, capacity integer, active boolean, officers jsonb)
  ON CONFLICT (site_id) DO UPDATE SET code = excluded.code, unit_id = excluded.unit_id, name = excluded.name, folded = excluded.folded,
    kind = excluded.kind, room = excluded.room, address = excluded.address, capacity = excluded.capacity, active = excluded.active, officers = excluded.officers`;

export async function projectSites(client: ClientBase, state: SitesState, events: readonly SiteEvent[]): Promise<void> {
  const touched = [...new Set(events.flatMap(sitesOf))];
  if (touched.length === 0) return;
  const rows = touched.map((siteId) => {
    const { unitId, ...site } = state.sites.get(siteId)!;
    return { ...site, site_id: siteId, unit_id: unitId, folded: foldVietnamese(site.name) };
  });
  await client.query(UPSERT_SQL, [JSON.stringify(rows)]);
}

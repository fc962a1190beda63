/** Rows of `unit_version`: a unit's rows are made anew from its timelines whenever something about it was recorded. */
import { foldVietnamese, knownVersionsOf, unitsOf, type TreeEvent, type TreeState } from '@diemcau/core';
import type { ClientBase } from 'pg';

const INSERT_SQL = `INSERT INTO unit_version (unit_id, code, name, folded, kind, parent_id, document, valid, recorded)
  SELECT unit_id, code, name, folded, kind, parent_id, document,
    daterange(valid_from::date, valid_to::date), tstzrange(to_timestamp(known_from / 1000.0), to_timestamp(known_to / 1000.0))
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::float8[], $11::float8[])
    AS v (unit_id, code, name, folded, kind, parent_id, document, valid_from, valid_to, known_from, known_to)`;

export async function projectUnits(client: ClientBase, state: TreeState, events: readonly TreeEvent[]): Promise<void> {
  const touched = [...new Set(events.flatMap(unitsOf))];
  if (touched.length === 0) return;
  await client.query('DELETE FROM unit_version WHERE unit_id = ANY ($1)', [touched]);
  const rows = touched.flatMap((unitId) => knownVersionsOf(state.units.get(unitId)!).map((version) => ({ unitId, ...version })));
  await client.query(INSERT_SQL, [
    rows.map((row) => row.unitId),
    rows.map((row) => row.code),
    rows.map((row) => row.name),
    rows.map((row) => foldVietnamese(row.name)),
    rows.map((row) => row.kind),
    rows.map((row) => row.parentId),
    rows.map((row) => row.document),
    rows.map((row) => row.from),
    rows.map((row) => row.to),
    rows.map((row) => row.knownFromMs),
    rows.map((row) => row.knownToMs),
  ]);
}

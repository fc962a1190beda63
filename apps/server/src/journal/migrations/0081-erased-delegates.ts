/** Delegates whose names were erased: the row stays for the counts, and nothing of the person is in it. */
import type { Migration } from './migration.ts';

const sql = `
ALTER TABLE invited_person ADD COLUMN erased_at_ms bigint,
  ADD CONSTRAINT invited_person_erased_is_nameless CHECK (erased_at_ms IS NULL
    OR (name = '—' AND folded = '' AND post = '' AND unit_name = '' AND code = '' AND phone_id IS NULL
      AND (reason IS NULL OR reason IN ('substituted', 'other'))));
`;

export const erasedDelegatesMigration: Migration = { number: 81, name: 'erased-delegates', sql };

/**
 * What every table may hold of people. A table that is not here, or a column that is not, fails
 * `diemcau privacy-check`: whoever adds one says here what it holds.
 */
export interface KnownTable {
  /**
   * - `none`: nothing about persons; rooms, units and conferences are none;
   * - `ids`: persons, accounts or phones by an id that says nothing by itself;
   * - `personal`: names, addresses and the like, in `personal` only;
   * - `opinions`: what was chosen. Nothing here may lead to a person, but for what is announced as attributed.
   */
  readonly holds: 'none' | 'ids' | 'personal' | 'opinions';
  /** Columns with personal data. */
  readonly personal?: readonly string[];
  /** Every column, where one more would break a promise. */
  readonly columns?: readonly string[];
  /** Columns that are named like personal data and are none, with what they are. */
  readonly harmless?: Readonly<Record<string, string>>;
}

const NONE: KnownTable = { holds: 'none' };
const IDS: KnownTable = { holds: 'ids' };
const DEVICE: KnownTable = { holds: 'personal', personal: ['label'] };

export const KNOWN_TABLES: Readonly<Record<string, KnownTable>> = {
  'identity.account': { holds: 'personal', personal: ['accountId', 'accessToken', 'refreshToken', 'idToken', 'password'] },
  'identity.session': { holds: 'personal', personal: ['ipAddress', 'userAgent'] },
  'identity.twoFactor': IDS,
  'identity.user': { holds: 'personal', personal: ['name', 'email', 'emailVerified', 'image', 'username', 'displayUsername'] },
  'identity.verification': { holds: 'personal', personal: ['identifier'] },
  'public.account_profile': IDS,
  'public.api_token': { holds: 'ids', harmless: { name: 'what the token is for' } },
  'public.attendance_fact': {
    holds: 'ids',
    columns: ['person_id', 'fact_id', 'conference_id', 'at_ms', 'fact', 'stream', 'version', 'place'],
  },
  'public.ballot': NONE,
  'public.ballot_credential': { holds: 'ids', columns: ['ballot_id', 'person_id', 'blinded_hash'] },
  'public.ballot_entitled': { holds: 'ids', columns: ['ballot_id', 'person_id', 'site_id'] },
  'public.ballot_vote': { holds: 'opinions', columns: ['ballot_id', 'voter_key', 'choice', 'stream', 'version', 'place'] },
  'public.commands': NONE,
  'public.conference_summary': IDS,
  'public.conference_unit': NONE,
  'public.contact': { holds: 'personal', personal: ['name', 'folded', 'post', 'phone', 'email'] },
  'public.document_file': NONE,
  'public.encoder_token': { holds: 'none', harmless: { name: 'of a device' } },
  'public.events': {
    holds: 'ids',
    columns: [
      'seq',
      'stream',
      'version',
      'type',
      'schema_version',
      'at_ms',
      'by',
      'data',
      'salt',
      'data_hash',
      'prev_hash',
      'hash',
      'command_id',
      'xid',
    ],
  },
  'public.import_record': NONE,
  // One row per person and conference: a column that names the same person elsewhere would join conferences.
  'public.invited_person': {
    holds: 'personal',
    personal: ['code', 'name', 'folded', 'post', 'unit_name'],
    columns: [
      'person_id',
      'conference_id',
      'site_id',
      'code',
      'name',
      'folded',
      'post',
      'unit_name',
      'origin',
      'substitute_for',
      'issue',
      'mark',
      'present_site_id',
      'since_ms',
      'late',
      'gone',
      'reason',
      'phone_id',
      'erased_at_ms',
    ],
  },
  'public.mail': { holds: 'personal', personal: ['address', 'params'], harmless: { mail_id: 'its own' } },
  'public.media_token': IDS,
  'public.organisation': { holds: 'none', harmless: { name: 'of the organisation' } },
  'public.password_link': IDS,
  'public.personal_request': IDS,
  'public.phone_page': NONE,
  'public.preflight': NONE,
  'public.preflight_place': NONE,
  'public.projection_cursor': { holds: 'none', harmless: { name: 'of a projection' } },
  'public.schema_migrations': { holds: 'none', harmless: { name: 'of a migration' } },
  'public.screen_access': NONE,
  'public.screen_device': DEVICE,
  'public.series_summary': NONE,
  'public.sign_in_guess': IDS,
  'public.sign_in_link': IDS,
  'public.site': { holds: 'ids', harmless: { name: 'of a room', address: 'of a room' } },
  'public.site_access': NONE,
  'public.site_cut': NONE,
  'public.site_device': DEVICE,
  'public.site_minute': NONE,
  'public.site_quality': NONE,
  'public.streams': NONE,
  'public.unit_version': { holds: 'none', harmless: { name: 'of a unit' } },
  'public.upkeep_run': NONE,
};

/** Tables whose rows are for ever, with the trigger that sees to it. */
export const FINAL_TABLES: Readonly<Record<string, readonly string[]>> = {
  'public.events': ['events_are_final', 'events_stay'],
  'public.attendance_fact': ['attendance_facts_are_final', 'attendance_facts_stay'],
  'public.ballot_vote': ['ballot_votes_are_final', 'ballot_votes_stay'],
};

/** What whoever keeps an installation should do something about, worst first. Sentences are the screen's. */

/** Worst first: it does not work; it will not for long; it should be known. */
export const WARNING_LEVELS = ['bad', 'soon', 'note'] as const;
export type WarningLevel = (typeof WARNING_LEVELS)[number];

export const WARNING_CODES = [
  'media-down',
  'process-down',
  'process-restarted',
  'disk-full',
  'disk-low',
  'clock-off',
  'certificate-ended',
  'certificate-ending',
  'certificate-unreadable',
  'journal-broken',
  'journal-unverified',
  'backup-failed',
  'backup-old',
  'backup-none',
  'mail-failed',
  'mail-waiting',
  'mail-none',
  'requests-overdue',
  'requests-due',
  'calendar-unknown',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface SystemWarning {
  readonly code: WarningCode;
  readonly level: WarningLevel;
  readonly params: Readonly<Record<string, string | number>>;
}

/** How an upkeep ended last; null: never. */
export interface LastRun {
  readonly finishedAtMs: number;
  /** Empty: well. */
  readonly fault: string;
}

export interface SystemFacts {
  readonly nowMs: number;
  readonly mediaUp: boolean;
  readonly processes: readonly {
    readonly name: string;
    readonly state: 'starting' | 'up' | 'down';
    readonly restarts: number;
    readonly sinceMs: number;
  }[];
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly clockOffsetMs: number;
  /** null: TLS ends elsewhere. */
  readonly certificate: { readonly endsAtMs: number | null } | null;
  /** null: no folder for backups is named. */
  readonly backups: { readonly last: LastRun | null; readonly lastGoodAtMs: number | null } | null;
  readonly verified: LastRun | null;
  readonly mail: { readonly failed: number; readonly sending: boolean; readonly oldestQueuedAtMs: number | null };
  readonly requests: { readonly overdue: number; readonly dueToday: number };
  /** Holidays are known for the deadlines that are counted now. */
  readonly calendarKnown: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** PostgreSQL stops where the disk is full: a gigabyte is an hour's warning on a busy day. */
const DISK_FULL_BYTES = 1_073_741_824;
/** What a year of recordings and backups of a province may take before somebody has bought a disk. */
const DISK_LOW_BYTES = 10 * DISK_FULL_BYTES;
/** People see two seconds on a speaker's clock. */
const CLOCK_OFF_MS = 2_000;
/** A certificate is ordered within two weeks. */
const CERTIFICATE_SOON_MS = 14 * DAY_MS;
/** A day's backup, and half a day for a server that was off at night. */
const BACKUP_OLD_MS = 36 * HOUR_MS;
const VERIFY_OLD_MS = 36 * HOUR_MS;
/** Greylisting takes half an hour. */
const MAIL_WAITING_MS = HOUR_MS;
/** One who died this long ago is history. */
const RESTART_MATTERS_MS = HOUR_MS;

type Found = SystemWarning | null;

export function systemWarnings(facts: SystemFacts): readonly SystemWarning[] {
  const found: readonly Found[] = [
    facts.mediaUp ? null : warning('media-down', 'bad'),
    ...facts.processes.map((process) => processWarning(process, facts.nowMs)),
    diskWarning(facts),
    clockWarning(facts),
    certificateWarning(facts),
    verifyWarning(facts),
    backupWarning(facts),
    ...mailWarnings(facts),
    ...requestWarnings(facts),
    facts.calendarKnown ? null : warning('calendar-unknown', 'note'),
  ];
  const place = ({ level }: SystemWarning): number => WARNING_LEVELS.indexOf(level);
  return found.filter((one) => one !== null).toSorted((a, b) => place(a) - place(b));
}

function warning(code: WarningCode, level: WarningLevel, params: SystemWarning['params'] = {}): SystemWarning {
  return { code, level, params };
}

function processWarning({ name, state, restarts, sinceMs }: SystemFacts['processes'][number], nowMs: number): Found {
  if (state !== 'up') return warning('process-down', 'bad', { name });
  return restarts > 0 && nowMs - sinceMs < RESTART_MATTERS_MS ? warning('process-restarted', 'soon', { name, restarts }) : null;
}

function diskWarning({ disk }: SystemFacts): Found {
  if (!disk) return null;
  const percent = Math.floor((disk.freeBytes / disk.totalBytes) * 100);
  const params = { gigabytes: Math.floor(disk.freeBytes / DISK_FULL_BYTES), percent };
  if (disk.freeBytes < DISK_FULL_BYTES) return warning('disk-full', 'bad', params);
  return disk.freeBytes < DISK_LOW_BYTES ? warning('disk-low', 'soon', params) : null;
}

function clockWarning({ clockOffsetMs }: SystemFacts): Found {
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1_000);
  return Math.abs(clockOffsetMs) > CLOCK_OFF_MS ? warning('clock-off', 'bad', { seconds }) : null;
}

function certificateWarning({ certificate, nowMs }: SystemFacts): Found {
  if (!certificate) return null;
  const { endsAtMs } = certificate;
  if (endsAtMs === null) return warning('certificate-unreadable', 'bad');
  if (endsAtMs <= nowMs) return warning('certificate-ended', 'bad');
  const days = Math.floor((endsAtMs - nowMs) / DAY_MS);
  return endsAtMs - nowMs < CERTIFICATE_SOON_MS ? warning('certificate-ending', 'soon', { days }) : null;
}

function verifyWarning({ verified, nowMs }: SystemFacts): Found {
  if (verified && verified.fault !== '') return warning('journal-broken', 'bad', { fault: verified.fault });
  const isRecent = verified !== null && nowMs - verified.finishedAtMs < VERIFY_OLD_MS;
  return isRecent ? null : warning('journal-unverified', 'soon');
}

function backupWarning({ backups, nowMs }: SystemFacts): Found {
  if (!backups) return warning('backup-none', 'soon');
  const { last, lastGoodAtMs } = backups;
  if (last && last.fault !== '') return warning('backup-failed', 'bad', { fault: last.fault });
  const isRecent = lastGoodAtMs !== null && nowMs - lastGoodAtMs < BACKUP_OLD_MS;
  return isRecent ? null : warning('backup-old', 'soon');
}

function mailWarnings({ mail: { failed, sending, oldestQueuedAtMs }, nowMs }: SystemFacts): readonly Found[] {
  const waits = oldestQueuedAtMs !== null && nowMs - oldestQueuedAtMs > MAIL_WAITING_MS;
  return [
    failed > 0 ? warning('mail-failed', 'soon', { count: failed }) : null,
    waits ? warning('mail-waiting', 'soon') : null,
    sending ? null : warning('mail-none', 'note'),
  ];
}

function requestWarnings({ requests: { overdue, dueToday } }: SystemFacts): readonly Found[] {
  return [
    overdue > 0 ? warning('requests-overdue', 'bad', { count: overdue }) : null,
    dueToday > 0 ? warning('requests-due', 'soon', { count: dueToday }) : null,
  ];
}

/** Every setting of the server, once. docs/config.md is generated from this table. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { ROLES, type Role } from '@diemcau/core';
import {
  LOG_LEVELS,
  parseIssuer,
  parseMailAddress,
  parseRoles,
  parseSmtpUrl,
  parseTimeOfDay,
  parsePort,
  integerBetween,
  parseAddress,
  parseHostName,
  parseIceUrls,
  parsePostgresUrl,
  parseSecret,
  parseHttpUrl,
  parseTrustProxy,
  parseLogLevel,
  type LogLevel,
  type Parse,
} from './config-parsers.ts';

export interface Setting<T> {
  readonly name: string;
  readonly parse: Parse<T>;
  /** Used where the variable is absent or empty; `undefined` means the setting may be left out. */
  readonly fallback: () => T;
  /** The default in words for docs/config.md, where the value differs from machine to machine. */
  readonly fallbackText?: string;
  readonly unit: string;
  readonly sentence: string;
  /** May also be given as NAME_FILE, the path of a file that holds it; never logged. */
  readonly secret?: true;
}

function setting<T>(entry: Setting<T>): Setting<T> {
  return entry;
}

/** The table. Key: the field of `Config`. */
export const SETTINGS = {
  port: setting<number>({
    name: 'PORT',
    parse: parsePort,
    // The port the documentation and the printed links of a first try name.
    fallback: () => 8080,
    unit: 'TCP port',
    sentence: 'Where the web workers listen for HTTP and WebSocket.',
  }),
  host: setting<string>({
    name: 'DIEMCAU_HOST',
    parse: parseAddress,
    fallback: () => '127.0.0.1',
    unit: 'IP address',
    sentence:
      'Address the web workers listen on. Beyond loopback it needs TLS files or an https DIEMCAU_PUBLIC_URL, because browsers open a camera only in a secure context.',
  }),
  dataDir: setting<string>({
    name: 'DIEMCAU_DATA_DIR',
    parse: (text) => resolve(text),
    fallback: () => (process.getuid?.() === 0 ? '/var/lib/diemcau' : `${homedir()}/.local/share/diemcau`),
    fallbackText: '`/var/lib/diemcau` as root, else `~/.local/share/diemcau`',
    unit: 'folder',
    sentence: 'Holds the embedded database, files and run state of one installation; created where missing.',
  }),
  databaseUrl: setting<string | undefined>({
    name: 'DATABASE_URL',
    parse: parsePostgresUrl,
    fallback: () => undefined,
    unit: 'postgres:// URL',
    sentence: 'An external PostgreSQL 18; when set, the embedded one is not started.',
    secret: true,
  }),
  secret: setting<string | undefined>({
    name: 'DIEMCAU_SECRET',
    parse: parseSecret,
    fallback: () => undefined,
    fallbackText: 'created once in the data folder',
    unit: 'text of at least 32 characters',
    sentence: 'Signs cookies and tokens. Give the same one to every machine that shares a database.',
    secret: true,
  }),
  publicUrl: setting<string | undefined>({
    name: 'DIEMCAU_PUBLIC_URL',
    parse: parseHttpUrl,
    fallback: () => undefined,
    fallbackText: '`http(s)://localhost:PORT`',
    unit: 'http(s) URL',
    sentence: 'How browsers reach this server, for printed links and cookies; https where a proxy in front ends TLS.',
  }),
  trustProxy: setting<boolean | string>({
    name: 'DIEMCAU_TRUST_PROXY',
    parse: parseTrustProxy,
    fallback: () => false,
    unit: 'true (1), false (0) or comma-separated addresses and networks',
    sentence: 'Whose X-Forwarded-For and X-Forwarded-Proto headers are believed.',
  }),
  tlsCertFile: setting<string | undefined>({
    name: 'DIEMCAU_TLS_CERT_FILE',
    parse: (text) => resolve(text),
    fallback: () => undefined,
    unit: 'PEM file',
    sentence: 'Certificate chain; with it the workers speak HTTPS themselves. Checked at start.',
  }),
  tlsKeyFile: setting<string | undefined>({
    name: 'DIEMCAU_TLS_KEY_FILE',
    parse: (text) => resolve(text),
    fallback: () => undefined,
    unit: 'PEM file',
    sentence: 'Private key of the certificate.',
  }),
  oidcIssuer: setting<string | undefined>({
    name: 'DIEMCAU_OIDC_ISSUER',
    parse: parseIssuer,
    fallback: () => undefined,
    unit: 'http(s) URL',
    sentence: 'Sign-in by the organisation’s own OpenID Connect provider, for accounts that were invited under the address it vouches for.',
  }),
  oidcClientId: setting<string | undefined>({
    name: 'DIEMCAU_OIDC_CLIENT_ID',
    parse: (text) => text,
    fallback: () => undefined,
    unit: 'text',
    sentence: 'How the provider knows this server. Its redirect address is `DIEMCAU_PUBLIC_URL/api/v1/session/oidc/callback`.',
  }),
  oidcClientSecret: setting<string | undefined>({
    name: 'DIEMCAU_OIDC_CLIENT_SECRET',
    parse: (text) => text,
    fallback: () => undefined,
    unit: 'text',
    sentence: 'What this server proves itself to the provider with.',
    secret: true,
  }),
  oidcName: setting<string>({
    name: 'DIEMCAU_OIDC_NAME',
    parse: (text) => text,
    fallback: () => 'OpenID Connect',
    unit: 'text',
    sentence: 'What the button of that sign-in says.',
  }),
  secondFactorRoles: setting<readonly Role[]>({
    name: 'DIEMCAU_SECOND_FACTOR_ROLES',
    parse: parseRoles,
    fallback: () => [],
    fallbackText: 'none: a second factor is everybody’s own choice',
    unit: ROLES.join(', '),
    sentence: 'Comma-separated roles whose holders set a second factor up before they can do anything else.',
  }),
  smtpUrl: setting<string | undefined>({
    name: 'DIEMCAU_SMTP_URL',
    parse: parseSmtpUrl,
    fallback: () => undefined,
    fallbackText: 'none: mail is kept as slips to print',
    unit: 'smtp:// or smtps:// URL with user and password',
    sentence: 'The mail server. smtp:// turns on STARTTLS where it is offered; from another machine it is insisted on.',
    secret: true,
  }),
  smtpFrom: setting<string | undefined>({
    name: 'DIEMCAU_SMTP_FROM',
    parse: parseMailAddress,
    fallback: () => undefined,
    unit: 'e-mail address',
    sentence: 'Who mail comes from, such as `Điểm Cầu <giaoban@example.vn>`.',
  }),
  backupDir: setting<string | undefined>({
    name: 'DIEMCAU_BACKUP_DIR',
    parse: (text) => resolve(text),
    fallback: () => undefined,
    fallbackText: 'none: no backups by themselves',
    unit: 'folder',
    sentence: 'Where a backup is written every day; best on another disk. Backups hold personal data and the secret.',
  }),
  backupTime: setting<string>({
    name: 'DIEMCAU_BACKUP_TIME',
    parse: parseTimeOfDay,
    // Nobody holds a conference then, and what ran until midnight is in it.
    fallback: () => '02:30',
    unit: 'HH:MM in the time zone of the organisation',
    sentence: 'When the day’s backup begins; each one is restored into a database beside and verified.',
  }),
  backupKeep: setting<number>({
    name: 'DIEMCAU_BACKUP_KEEP',
    parse: integerBetween(1, 3650),
    // Two weeks: what went wrong on a Friday is still there after a holiday.
    fallback: () => 14,
    unit: 'backups',
    sentence: 'How many backups are kept; older ones are deleted after a newer one was verified.',
  }),
  qualityKeepDays: setting<number>({
    name: 'DIEMCAU_QUALITY_KEEP_DAYS',
    parse: integerBetween(1, 3650),
    // A quarter and what follows it: the minutes are at hand until the next briefing has been looked at.
    fallback: () => 120,
    unit: 'days',
    sentence: 'How long the figures of every room and minute are kept; the report of each conference and the checks of rooms stay.',
  }),
  delegateNamesKeepDays: setting<number>({
    name: 'DIEMCAU_DELEGATE_NAMES_KEEP_DAYS',
    parse: integerBetween(1, 3650),
    // A year: by then the quarter is in the annual report, and who doubts a check-in or an open vote has asked.
    fallback: () => 365,
    unit: 'days',
    sentence:
      'How long after a conference was closed the names, posts and units of its delegates are kept; then they are erased, and counts, check-ins and votes stay without them.',
  }),
  documentMaxMb: setting<number>({
    name: 'DIEMCAU_DOCUMENT_MAX_MB',
    // Core refuses documents above 200 MB (packages/core/src/conference/commands.ts).
    parse: integerBetween(1, 200),
    // Two hundred scanned pages; a commune on 4 Mbit/s fetches it in two minutes.
    fallback: () => 50,
    unit: 'MB (1,000,000 bytes)',
    sentence: 'The largest document that is taken in.',
  }),
  soffice: setting<string | undefined>({
    name: 'DIEMCAU_SOFFICE',
    parse: (text) => (text === 'none' ? text : resolve(text)),
    fallback: () => undefined,
    fallbackText: '`soffice` or `libreoffice` on the PATH, where there is one',
    unit: 'path of a program, or none',
    sentence: 'LibreOffice, which makes PDFs of DOCX, XLSX and PPTX so that rooms read them in the page; without it they are downloaded.',
  }),
  mediaPort: setting<number>({
    name: 'DIEMCAU_MEDIA_PORT',
    parse: parsePort,
    // Below Linux's ephemeral range (32768–60999), so no outgoing connection can be sitting on it.
    fallback: () => 20100,
    unit: 'UDP port',
    sentence: 'Sound and picture; the first of consecutive ports, one for each media process, a second where there is a TURN server.',
  }),
  mediaBind: setting<string | undefined>({
    name: 'DIEMCAU_MEDIA_BIND',
    parse: parseAddress,
    fallback: () => undefined,
    fallbackText: 'DIEMCAU_HOST; every address where DIEMCAU_PUBLIC_URL is https and DIEMCAU_HOST is loopback',
    unit: 'IP address',
    sentence: 'Address the media processes listen on.',
  }),
  mediaAddress: setting<string | undefined>({
    name: 'DIEMCAU_MEDIA_ADDRESS',
    parse: parseHostName,
    fallback: () => undefined,
    unit: 'IP address or host name',
    sentence: 'Address announced to browsers for sound and picture where the server stands behind NAT. Checked at start.',
  }),
  iceUrls: setting<readonly string[]>({
    name: 'DIEMCAU_ICE_URLS',
    parse: parseIceUrls,
    fallback: () => [],
    fallbackText: 'none: browsers reach the media ports directly',
    unit: 'comma-separated stun:, turn: and turns: URLs',
    sentence: 'Relays for rooms whose network lets no UDP out; browsers and encoders are told of them with each session.',
  }),
  turnSecret: setting<string | undefined>({
    name: 'DIEMCAU_TURN_SECRET',
    parse: (text) => text,
    fallback: () => undefined,
    unit: 'text',
    sentence: 'What coturn calls static-auth-secret; credentials made with it end after a day.',
    secret: true,
  }),
  workers: setting<number>({
    name: 'DIEMCAU_WORKERS',
    parse: integerBetween(1, 32),
    // Two survive the death of one, and one process may open 20,000 files where 23,000 sockets are expected.
    fallback: () => 2,
    unit: 'processes',
    sentence: 'How many web workers share the port.',
  }),
  mediaProcesses: setting<number>({
    name: 'DIEMCAU_MEDIA_PROCESSES',
    parse: integerBetween(1, 16),
    // Sound and picture of 145 rooms fit one process on one core.
    fallback: () => 1,
    unit: 'processes',
    sentence: 'How many media processes share sound and picture; about 300 rooms each, and a core each.',
  }),
  demoMedia: setting<number>({
    name: 'DIEMCAU_DEMO_MEDIA',
    parse: integerBetween(0, 145),
    // Two pages of the wall; what it costs beside a browser on two cores is in docs/simulate.md.
    fallback: () => 24,
    unit: 'rooms',
    sentence: 'How many simulated rooms of `diemcau demo` keep a media session open; others open one when called or looked at.',
  }),
  demoPhones: setting<number>({
    name: 'DIEMCAU_DEMO_PHONES',
    parse: integerBetween(0, 2_000),
    fallback: () => 200, // A ballot looks like one, for next to nothing of a core.
    unit: 'phones',
    sentence: 'How many simulated phones of delegates check in at `diemcau demo` and vote in what the desk opens.',
  }),
  logLevel: setting<LogLevel>({
    name: 'DIEMCAU_LOG_LEVEL',
    parse: parseLogLevel,
    // A person at a terminal reads the start message; JSON lines of an orderly start would bury it.
    fallback: () => (process.stderr.isTTY ? 'warn' : 'info'),
    fallbackText: '`info`; `warn` where standard error is a terminal',
    unit: LOG_LEVELS.join(', '),
    sentence: 'Least severe level that is logged (JSON lines on standard error).',
  }),
};

/** What the table gives before defaults that depend on other settings. */
export type SettingValues = { readonly [K in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[K]['parse']> };

import type { WordsOf } from '../vi.ts';

export const settings: WordsOf<'settings'> = {
  PORT: { meaning: 'The TCP port on which the web processes listen.', otherwise: '8080' },
  DIEMCAU_HOST: {
    meaning:
      'The address on which the web processes listen. For other machines it needs TLS, because browsers open a camera only on a secure connection.',
    otherwise: '127.0.0.1 (this machine alone)',
  },
  DIEMCAU_DATA_DIR: {
    meaning: 'The folder with database, files and run state of one installation.',
    otherwise: 'a folder of whoever runs the program',
  },
  DATABASE_URL: { meaning: 'A PostgreSQL 18 outside, instead of the one that comes along.', otherwise: 'the database that comes along' },
  DIEMCAU_SECRET: {
    meaning: 'Signs cookies and tokens. Machines that share a database need the same one.',
    otherwise: 'made once in the data folder',
  },
  DIEMCAU_PUBLIC_URL: { meaning: 'How browsers reach this server; it is printed on links.', otherwise: 'localhost with the port above' },
  DIEMCAU_TRUST_PROXY: { meaning: 'Which proxies are believed about the addresses of users.', otherwise: 'none' },
  DIEMCAU_TLS_CERT_FILE: { meaning: 'The certificate file; with it the server speaks HTTPS itself.', otherwise: 'none' },
  DIEMCAU_TLS_KEY_FILE: { meaning: 'The private key of the certificate.', otherwise: 'none' },
  DIEMCAU_OIDC_ISSUER: { meaning: 'The organisation’s own sign-in (OpenID Connect).', otherwise: 'not used' },
  DIEMCAU_OIDC_CLIENT_ID: { meaning: 'How that sign-in knows this server.', otherwise: 'none' },
  DIEMCAU_OIDC_CLIENT_SECRET: { meaning: 'What this server proves itself to that sign-in with.', otherwise: 'none' },
  DIEMCAU_OIDC_NAME: { meaning: 'What the button of that sign-in says.', otherwise: 'OpenID Connect' },
  DIEMCAU_SECOND_FACTOR_ROLES: {
    meaning: 'Roles whose holders set a second factor up before they can do anything else.',
    otherwise: 'everybody’s own choice',
  },
  DIEMCAU_SMTP_URL: { meaning: 'The mail server, with user and password.', otherwise: 'no mail: slips are printed' },
  DIEMCAU_SMTP_FROM: { meaning: 'The address mail comes from.', otherwise: 'none' },
  DIEMCAU_BACKUP_DIR: {
    meaning: 'Where a backup is written every day, best on another disk. Backups hold personal data and the secret.',
    otherwise: 'no backups by themselves',
  },
  DIEMCAU_BACKUP_TIME: {
    meaning: 'When the journal is verified and the day’s backup begins, in the organisation’s time zone.',
    otherwise: '02:30',
  },
  DIEMCAU_BACKUP_KEEP: {
    meaning: 'How many backups are kept; older ones are deleted after a newer one was verified.',
    otherwise: '14 backups',
  },
  DIEMCAU_QUALITY_KEEP_DAYS: {
    meaning: 'How many days the figures of every room and minute are kept; the report of each conference stays.',
    otherwise: '120 days',
  },
  DIEMCAU_DELEGATE_NAMES_KEEP_DAYS: {
    meaning:
      'How many days after a conference was closed the names, posts and units of its delegates are kept. Then they are erased and the journal says so; counts of check-ins and votes stay.',
    otherwise: '365 days',
  },
  DIEMCAU_DOCUMENT_MAX_MB: { meaning: 'The largest document that is taken in.', otherwise: '50 MB' },
  DIEMCAU_SOFFICE: {
    meaning: 'LibreOffice, which makes PDFs of DOCX, XLSX and PPTX to be read in the page.',
    otherwise: 'looked for on the machine; without it documents are downloaded',
  },
  DIEMCAU_MEDIA_PORT: { meaning: 'The first UDP port of sound and picture.', otherwise: '20100' },
  DIEMCAU_MEDIA_BIND: { meaning: 'The address on which the media processes listen.', otherwise: 'as the web processes' },
  DIEMCAU_MEDIA_ADDRESS: { meaning: 'The address told to browsers where the server stands behind NAT.', otherwise: 'the machine’s own' },
  DIEMCAU_ICE_URLS: { meaning: 'Relays for rooms whose network lets no UDP out.', otherwise: 'no relays' },
  DIEMCAU_TURN_SECRET: { meaning: 'The secret shared with the relay.', otherwise: 'none' },
  DIEMCAU_WORKERS: { meaning: 'How many web processes share the port.', otherwise: '2' },
  DIEMCAU_MEDIA_PROCESSES: { meaning: 'How many media processes there are; each takes a core for about 300 rooms.', otherwise: '1' },
  DIEMCAU_DEMO_MEDIA: { meaning: 'How many simulated rooms of the demonstration keep sound and picture open.', otherwise: '24' },
  DIEMCAU_DEMO_PHONES: { meaning: 'How many simulated phones of delegates check in and vote in the demonstration.', otherwise: '200' },
  DIEMCAU_LOG_LEVEL: { meaning: 'The least severe level that is written to the technical log.', otherwise: 'info; warn on a terminal' },
};

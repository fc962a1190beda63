/** The meeting place: the only file that knows the rules, the journal and the media plane together. */
import { connectPlane, spreadPlane, type MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import { BallotBox } from './ballots/ballot-box.ts';
import { BallotDesk } from './ballots/ballot-desk.ts';
import { CredentialDesk } from './ballots/credential-desk.ts';
import { AttendanceDesk } from './attendance/attendance-desk.ts';
import { importPeople } from './attendance/import-people.ts';
import type { Config } from './config.ts';
import { SignInGuesses } from './hub/access/sign-in-guesses.ts';
import { DocumentConverter } from './documents/document-converter.ts';
import type { DocumentStore } from './documents/document-store.ts';
import { fileFolder } from './documents/file-folder.ts';
import { findOffice } from './documents/office.ts';
import { FileCollector } from './documents/wanted-files.ts';
import { Bulletins } from './hub/bulletins.ts';
import { Conductor } from './hub/conductor/conductor.ts';
import { ConferenceRooms } from './hub/conference-rooms.ts';
import { writeSummary } from './hub/conference-summaries.ts';
import { Hub } from './hub/hub.ts';
import { iceServers } from './hub/ice-servers.ts';
import type { HttpParts } from './http/http-parts.ts';
import { ErasureRegister } from './hub/personal-data/erasure-register.ts';
import { eraseAgain } from './http/erase-subject.ts';
import { QualityRecorder } from './hub/quality/quality-recorder.ts';
import { createHttpServer } from './http/http-server.ts';
import type { OidcSettings } from './http/identity/auth.ts';
import { createIdentity } from './http/identity.ts';
import { Metrics, type GaugeSources } from './http/metrics.ts';
import { DelegateNames } from './jobs/delegate-names.ts';
import { MailQueue } from './jobs/mail-queue.ts';
import { runUpkeep, type RunUpkeep } from './jobs/run-upkeep.ts';
import { Upkeep } from './jobs/upkeep.ts';
import type { Journal } from './journal/journal.ts';
import type { Logger } from './log.ts';
import { plainWorkbook } from './organisation/export/plain-sheet.ts';
import { runImport, type ImportReport } from './organisation/import/run-import.ts';
import { Organisation } from './organisation/organisation.ts';
import { Projector } from './organisation/projection/projector.ts';
import { refreshOf } from './organisation/room-of-site.ts';
import { liveSocketsMax, openFilesMax } from './process/open-files.ts';
import { runOnThread } from './process/program-thread.ts';
import type { SupervisorLink } from './process/supervisor-link.ts';

/** Connections that the system keeps until they are accepted: as many as Linux allows unless told otherwise, for a hall that comes at once. */
const BACKLOG = 4_096;

export interface AppParts {
  readonly config: Config;
  readonly link: SupervisorLink;
  readonly db: Pool;
  /** For backups and verifications; absent in tests, which make none. */
  readonly databaseUrl?: string;
  /** The program file, for what runs on a thread; absent in tests, where everything runs here. */
  readonly programPath?: string;
  readonly journal: Journal;
  readonly log: Logger;
  readonly mediaSocketPaths: readonly string[];
  /** Instead of the media processes, for tests; stays the caller's. */
  readonly plane?: MediaPlane;
  /** Instead of the machine's clock, for tests. */
  readonly nowMs?: () => number;
}

/** Listens on the configured host and port; the caller tells the supervisor that it is ready, and closes it. */
export async function startApp(parts: AppParts): Promise<{ close(): Promise<void> }> {
  const { config, db, journal, log, nowMs = Date.now } = parts;
  const secret = config.secret;
  if (secret === undefined) throw new TypeError('config.secret is needed here; the caller takes it from the data folder');
  const timed = { ...parts, secret, nowMs };
  const metrics = new Metrics(parts.link);
  const organisation = new Organisation({ db, journal, log, nowMs });
  const projector = new Projector({ db, journal, log });
  await organisation.catchUp();
  const live = openLive(timed, { organisation, metrics });
  const documents = openDocuments(timed);
  const keeping = openKeeping(timed, organisation);
  const attendance = new AttendanceDesk({ db, nowMs });
  const erasures = new ErasureRegister(config);
  await eraseAgain({ db, journal, organisation, erasures, log, nowMs, ...live.forHttp });
  const server = await createHttpServer({
    ...{ config, secret, db, journal, organisation, attendance, metrics, log, nowMs },
    ...live.forHttp,
    ...keeping.forHttp,
    identity: createIdentity({ db, secret, publicUrl: config.publicUrl, nowMs, ...oidcOf(config) }),
    guesses: new SignInGuesses({ db, secret }),
    runImport: importOf(parts, organisation),
    importPeople: peopleImportOf(parts),
    writeSheets: sheetsOf(parts),
    documents: documents.store,
    erasures,
  });
  await server.listen({ host: config.host, port: config.port, backlog: BACKLOG });
  return {
    async close() {
      await live.end();
      await server.close();
      await attendance.close();
      metrics.close();
      await keeping.close();
      documents.close();
      organisation.close();
      await projector.close();
      await live.close();
    },
  };
}

interface TimedParts extends AppParts {
  readonly secret: string;
  readonly nowMs: () => number;
}

/** Conferences that run, their sockets, their pictures and whoever owns their timers. */
function openLive(parts: TimedParts, { organisation, metrics }: { readonly organisation: Organisation; readonly metrics: Metrics }) {
  const { config, link, db, journal, log, secret, nowMs } = parts;
  const plane = parts.plane ?? spreadPlane(parts.mediaSocketPaths.map((path) => connectPlane(path)));
  const rooms = new ConferenceRooms({
    journal,
    log,
    commandDone: (outcome, seconds) => metrics.commandDone(outcome, seconds),
    async refresh({ sites }) {
      await organisation.catchUp();
      return refreshOf(organisation, sites);
    },
  });
  const bulletins = new Bulletins({ db, log });
  const relays = (conferenceId: string) => iceServers(config, conferenceId, nowMs());
  const socketsMax = liveSocketsMax(openFilesMax());
  const hub = new Hub({ rooms, db, journal, plane, bulletins, link, log, secret, nowMs, iceServers: relays, socketsMax });
  const { presence, facts } = hub;
  const ballots = {
    desk: new BallotDesk({ db, secret, nowMs }),
    box: new BallotBox({ db, nowMs }),
    credentials: new CredentialDesk({ db, secret }),
  };
  const closeDueBallots = () => ballots.desk.closeDue();
  const conductor = new Conductor({ rooms, journal, db, plane, facts, log, nowMs, closeDueBallots });
  const isElected = () => conductor.isElected;
  const quality = new QualityRecorder({ db, rooms, presence, facts, isElected, keepDays: config.qualityKeepDays, log, nowMs });
  rooms.listen(
    (_room, step) =>
      void writeSummary(db, step).catch((error: unknown) => log.debug({ err: error }, 'a summary waits for its next reader')),
  );
  metrics.watch(gaugesOf({ hub, rooms, conductor }));
  return {
    forHttp: { rooms, hub, plane, bulletins, ballots },
    /** Before the server closes: nobody decides or says anything more. */
    async end() {
      await quality.close();
      conductor.close();
      hub.close();
    },
    async close() {
      await Promise.all([ballots.box.close(), ballots.credentials.close()]);
      bulletins.close();
      rooms.close();
      if (!parts.plane) await plane.close();
    },
  };
}

function openDocuments({ config, db, log, nowMs }: TimedParts): { readonly store: DocumentStore; close(): void } {
  const office = findOffice(config.soffice);
  const maxBytes = config.documentMaxMb * 1_000_000;
  const store: DocumentStore = { folder: fileFolder(config.dataDir), db, nowMs, maxBytes, converts: office !== null };
  const converter = new DocumentConverter({ store, office, log });
  const collector = new FileCollector(store, log);
  return {
    store,
    close() {
      converter.close();
      collector.close();
    },
  };
}

/** Mail, backups and verifications, names whose time is over. */
function openKeeping(parts: TimedParts, organisation: Organisation) {
  const { config, db, databaseUrl, log, nowMs } = parts;
  const mail = new MailQueue({ db, config, log, nowMs });
  const names = new DelegateNames({ db, keepDays: config.delegateNamesKeepDays, log, nowMs });
  const timeZone = () => organisation.profile.timeZone;
  const upkeep = databaseUrl === undefined ? null : new Upkeep({ ...parts, databaseUrl, timeZone, run: upkeepOf(parts) });
  return {
    forHttp: { mail, upkeep },
    async close() {
      await mail.close();
      await names.close();
      upkeep?.close();
    },
  };
}

function upkeepOf({ programPath }: AppParts): RunUpkeep {
  if (programPath === undefined) return runUpkeep;
  return (order, progressed) => runOnThread({ programPath, command: 'upkeep-run', order, progressed });
}

function sheetsOf({ programPath }: AppParts): HttpParts['writeSheets'] {
  if (programPath === undefined) return plainWorkbook;
  return async (sheets) => Buffer.from(await runOnThread<Uint8Array>({ programPath, command: 'sheets-write', order: sheets }));
}

/** A list of ten thousand rows is read, planned and hashed for half a second and more; conferences go on meanwhile. */
function importOf({ db, programPath, databaseUrl }: AppParts, organisation: Organisation): HttpParts['runImport'] {
  if (programPath === undefined || databaseUrl === undefined) return (request) => runImport({ db, organisation }, request);
  return async (request) => {
    const report = await runOnThread<ImportReport>({ programPath, command: 'import-run', order: { databaseUrl, request } });
    if (!request.dryRun) await organisation.catchUp();
    return report;
  };
}

function peopleImportOf({ db, programPath, databaseUrl }: AppParts): HttpParts['importPeople'] {
  if (programPath === undefined || databaseUrl === undefined) return (order) => importPeople(db, order);
  return (order) => runOnThread({ programPath, command: 'people-import', order: { databaseUrl, order } });
}

/** config.ts has checked that the three come together. */
function oidcOf({ oidcIssuer, oidcClientId, oidcClientSecret }: Config): { readonly oidc?: OidcSettings } {
  if (oidcIssuer === undefined || oidcClientId === undefined || oidcClientSecret === undefined) return {};
  return { oidc: { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret } };
}

function gaugesOf({
  hub,
  rooms,
  conductor,
}: {
  readonly hub: Hub;
  readonly rooms: ConferenceRooms;
  readonly conductor: Conductor;
}): GaugeSources {
  return {
    sockets: () => hub.sessionCount,
    phonesWaiting: () => hub.line.length,
    phonesAdmitted: () => hub.line.admitted,
    sitesOnline: () => hub.presence.sitesOnline,
    conferences: () => rooms.all().length,
    isConductor: () => conductor.isElected,
    isMediaUp: () => hub.facts.plane.up,
    processes: () => hub.presence.processes,
  };
}

/** What routes are made of; app.ts puts it together. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import type { BallotBox } from '../ballots/ballot-box.ts';
import type { BallotDesk } from '../ballots/ballot-desk.ts';
import type { CredentialDesk } from '../ballots/credential-desk.ts';
import type { AttendanceDesk } from '../attendance/attendance-desk.ts';
import type { PeopleImport, PeopleImportReport } from '../attendance/import-people.ts';
import type { Config } from '../config.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { SignInGuesses } from '../hub/access/sign-in-guesses.ts';
import type { Bulletins } from '../hub/bulletins.ts';
import type { ConferenceRooms } from '../hub/conference-rooms.ts';
import type { Hub } from '../hub/hub.ts';
import type { ErasureRegister } from '../hub/personal-data/erasure-register.ts';
import type { MailQueue } from '../jobs/mail-queue.ts';
import type { Upkeep } from '../jobs/upkeep.ts';
import type { Journal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import type { PlainSheet } from '../organisation/export/plain-sheet.ts';
import type { ImportReport, ImportRequest } from '../organisation/import/run-import.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Identity } from './identity.ts';
import type { Metrics } from './metrics.ts';

export interface HttpParts {
  readonly config: Config;
  /** Signs cookies and the names of media sessions. */
  readonly secret: string;
  readonly db: Pool;
  readonly journal: Journal;
  readonly rooms: ConferenceRooms;
  readonly hub: Hub;
  readonly plane: MediaPlane;
  readonly bulletins: Bulletins;
  readonly identity: Identity;
  readonly organisation: Organisation;
  readonly guesses: SignInGuesses;
  readonly mail: MailQueue;
  readonly attendance: AttendanceDesk;
  readonly ballots: { readonly desk: BallotDesk; readonly box: BallotBox; readonly credentials: CredentialDesk };
  /** On a thread of its own, as `runImport`. Throws OutsideFault. */
  readonly importPeople: (order: PeopleImport) => Promise<PeopleImportReport>;
  /** null: in tests that make no backups. */
  readonly upkeep: Upkeep | null;
  /** Throws OutsideFault: nothing was written. */
  readonly runImport: (request: ImportRequest) => Promise<ImportReport>;
  /** XLSX. */
  readonly writeSheets: (sheets: readonly PlainSheet[]) => Promise<Buffer>;
  readonly metrics: Metrics;
  readonly documents: DocumentStore;
  /** Outlives a restore. */
  readonly erasures: ErasureRegister;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** Fastify with route schemas as the source of types. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

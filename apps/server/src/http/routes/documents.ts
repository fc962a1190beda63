/** `/api/v1/conferences/…/documents`: files of a conference, for each audience what it may see. */
import { randomUUID } from 'node:crypto';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  decide,
  idSchema,
  textSchema,
  TITLE_MAX_CHARS,
  type AttachedDocument,
  type ConferenceCommand,
  type DocumentRef,
  type Refusal,
} from '@diemcau/core';
import { readingsOf, findFile, keepFile, type KeptFile, type Reading } from '../../documents/document-store.ts';
import { downloadName, stemOf } from '../../documents/file-name.ts';
import { RefusedFile } from '../../documents/refused-file.ts';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable } from '../organisation-shapes.ts';
import { requirePlanner, type PlanDesk } from '../planners.ts';
import { problems, sendProblem } from '../problems.ts';
import { FILE_CACHING, sendFile } from '../send-file.ts';
import { requireDocumentReader } from './documents-reader.ts';

const tags = ['documents'];
const visibilitySchema = Type.Union([Type.Literal('console'), Type.Literal('sites'), Type.Literal('all')]);
const fileFields = { sha256: Type.String(), mediaType: Type.String(), bytes: Type.Integer() };
const readingSchema = Type.Object({
  state: Type.Union([Type.Literal('ready'), Type.Literal('converting'), Type.Literal('none')], {
    description: '`none`: for downloading only',
  }),
  sha256: nullable(Type.String({ description: 'Of the file to show: itself, or the PDF made of it' })),
  mediaType: nullable(Type.String()),
  bytes: nullable(Type.Integer()),
});
const documentSchema = Type.Object({
  documentId: Type.String(),
  title: Type.String(),
  ...fileFields,
  itemId: nullable(Type.String()),
  visibleTo: visibilitySchema,
  version: Type.Integer({ description: '1 as attached, one more with each file after it' }),
  earlier: Type.Array(Type.Object({ version: Type.Integer(), ...fileFields }), { description: 'Oldest first; for the console only' }),
  reading: readingSchema,
});
const listSchema = Type.Object({
  documents: Type.Array(documentSchema),
  maxBytes: Type.Integer({ description: 'The largest file that is taken in' }),
});
/** `version`: of the conference that contains the command. */
const writtenSchema = Type.Object({ version: Type.Integer(), document: Type.Object({ documentId: Type.String(), ...fileFields }) });
const readerQuery = Type.Object(
  {
    site: Type.Optional(Type.String({ maxLength: 64, description: 'A room’s device asks' })),
    as: Type.Optional(
      Type.Union([Type.Literal('screen'), Type.Literal('phone')], { description: 'A hall screen or a delegate’s phone asks' }),
    ),
  },
  { additionalProperties: false },
);
const conferenceParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const documentParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), documentId: idSchema() });
const fileParams = Type.Object({ ...documentParams.properties, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const uploadQuery = Type.Object(
  {
    documentId: idSchema(),
    title: Type.Optional(textSchema(TITLE_MAX_CHARS, 1)),
    itemId: Type.Optional(idSchema()),
    visibleTo: visibilitySchema,
  },
  { additionalProperties: false },
);

export function documentRoutes(app: HttpServer, parts: HttpParts): void {
  // In a scope of their own: nothing else takes files this large.
  app.register(async (scope) => {
    const limits = { files: 1, parts: 1, fields: 0, fileSize: parts.documents.maxBytes + 1 };
    await scope.register(fastifyMultipart, { limits, throwFileSizeLimit: false });
    attachRoute(scope as unknown as HttpServer, parts);
    reviseRoute(scope as unknown as HttpServer, parts);
  });
  listRoute(app, parts);
  fileRoute(app, parts);
  detachRoute(app, parts);
}

const uploadSchema = { tags, consumes: ['multipart/form-data'], headers: idempotencySchema };
const uploadResponse = { 201: writtenSchema, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) };

function attachRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    ...uploadSchema,
    summary: 'Attach a document: multipart/form-data with one file (PDF, DOCX, XLSX, PPTX, PNG, JPEG, WebP, GIF)',
    params: conferenceParams,
    querystring: uploadQuery,
    response: uploadResponse,
  };
  app.post('/conferences/:conferenceId/documents', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const desk = await requirePlanner(parts, request);
    const { documentId, title, itemId = null, visibleTo } = request.query;
    const command = (file: KeptFile, fileName: string): ConferenceCommand => ({
      type: 'AttachDocument',
      document: { documentId, title: title ?? stemOf(fileName), itemId, visibleTo, ...file },
    });
    return upload({ parts, request, reply, desk, documentId }, command);
  });
}

function reviseRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    ...uploadSchema,
    summary: 'Replace the file of a document by a newer one; title, agenda item and visibility stay',
    params: documentParams,
    response: uploadResponse,
  };
  app.post('/conferences/:conferenceId/documents/:documentId/versions', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const desk = await requirePlanner(parts, request);
    const known = documentOf(desk.state.documents, request.params.documentId);
    const { documentId, title, itemId, visibleTo } = known;
    const command = (file: KeptFile): ConferenceCommand => ({
      type: 'ReviseDocument',
      document: { documentId, title, itemId, visibleTo, ...file },
    });
    return upload({ parts, request, reply, desk, documentId }, command);
  });
}

interface Upload {
  readonly parts: HttpParts;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly desk: PlanDesk;
  readonly documentId: string;
}

/** Nobody sends fifty megabytes to hear that they may not: the rules are asked before the file is read, and decide after it. */
async function upload(
  { parts, request, reply, desk, documentId }: Upload,
  commandWith: (file: KeptFile, fileName: string) => ConferenceCommand,
): Promise<Static<typeof writtenSchema>> {
  const { room, by, state } = desk;
  const atMs = parts.nowMs();
  const commandId = scopedCommandId(room.conferenceId, String(request.headers['idempotency-key']));
  const early = decide({ command: commandWith(NO_FILE, 'x'), by, atMs, commandId }, state);
  // A repeated request finds its own document there.
  if (!early.ok && early.refusal.code !== 'document-id-taken') return refused(reply, early.refusal);
  const { file, fileName } = await takeIn(parts, request);
  const answer = await room.execute({ command: commandWith(file, fileName), by, atMs, commandId });
  if (!answer.ok) return refused(reply, answer.refusal);
  return reply.code(201).send({ version: answer.version, document: { documentId, ...file } }) as never;
}

const NO_FILE: KeptFile = { sha256: '0'.repeat(64), mediaType: 'application/pdf', bytes: 0 };

function refused(reply: FastifyReply, { code, params }: Refusal): never {
  return sendProblem(reply, refusalProblem(code, params)) as never;
}

/** Throws ProtocolFault with the reason, OutsideFault. */
async function takeIn({ documents }: HttpParts, request: FastifyRequest): Promise<{ readonly file: KeptFile; readonly fileName: string }> {
  if (!request.isMultipart()) throw new ProtocolFault('unsupported-media-type', 'send multipart/form-data with the file');
  if (Number(request.headers['content-length'] ?? 0) > documents.maxBytes + MULTIPART_MAX_BYTES)
    throw new ProtocolFault('document-refused', 'too-large');
  const part = await request.file();
  if (!part) throw new ProtocolFault('bad-request', 'there is no file in the request');
  try {
    return { file: await keepFile(documents, part.file, part.filename), fileName: part.filename };
  } catch (error) {
    part.file.resume();
    throw error instanceof RefusedFile ? new ProtocolFault('document-refused', error.reason) : error;
  }
}

/** Boundaries and the headers of the part (RFC 7578 §4). */
const MULTIPART_MAX_BYTES = 4_096;

function listRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Documents the caller may see, and how each is read in a page',
    params: conferenceParams,
    querystring: readerQuery,
    response: { 200: listSchema, ...problems(400, 401, 403, 404, 503) },
  };
  app.get('/conferences/:conferenceId/documents', { config: { rule: 'document-reader' }, schema }, async (request) => {
    const { view } = await requireDocumentReader(parts, request);
    const documents = Object.values(view.documents);
    const readings = await readingsOf(
      parts.documents,
      documents.map(({ sha256 }) => sha256),
    );
    const listed = documents.map((document) => ({
      ...document,
      earlier: document.earlier.map((file) => ({ ...file })),
      reading: readingFields(readings.get(document.sha256)),
    }));
    return { documents: listed, maxBytes: parts.documents.maxBytes };
  });
}

function readingFields(reading: Reading | undefined): Static<typeof readingSchema> {
  if (reading?.state === 'ready') return reading;
  return { state: reading?.state ?? 'none', sha256: null, mediaType: null, bytes: null };
}

function fileRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'A file of a document by the hash of its bytes: the present one, what is read in its place, for the console also earlier ones',
    params: fileParams,
    querystring: readerQuery,
    response: { ...problems(400, 401, 403, 404, 503) },
  };
  app.get(
    '/conferences/:conferenceId/documents/:documentId/files/:sha256',
    {
      config: { rule: 'document-reader' },
      schema,
      // After the interface’s own, which keeps everything else out of caches.
      onSend: async (_request, reply) => void (reply.statusCode < 400 && reply.header('cache-control', FILE_CACHING)),
    },
    async (request, reply) => {
      const { view } = await requireDocumentReader(parts, request);
      const { documentId, sha256 } = request.params;
      const document = documentOf(view.documents, documentId);
      const file = (await belongs(parts, document, sha256)) ? await findFile(parts.documents, sha256) : null;
      if (!file) throw new ProtocolFault('not-found', 'this document has no such file');
      return sendFile(request, reply, { ...file, name: downloadName(document.title, file.kind) });
    },
  );
}

async function belongs({ documents }: HttpParts, document: AttachedDocument, sha256: string): Promise<boolean> {
  if ([document, ...document.earlier].some((file) => file.sha256 === sha256)) return true;
  const reading = (await readingsOf(documents, [document.sha256])).get(document.sha256);
  return reading?.state === 'ready' && reading.sha256 === sha256;
}

function detachRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Withdraw a document; its files are deleted a week later unless another conference has them',
    params: documentParams,
    response: { 200: Type.Object({ version: Type.Integer() }), ...problems(400, 401, 403, 404, 409, 422, 503) },
  };
  app.delete('/conferences/:conferenceId/documents/:documentId', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const { room, by } = await requirePlanner(parts, request);
    const command: ConferenceCommand = { type: 'DetachDocument', documentId: request.params.documentId };
    const commandId = scopedCommandId(room.conferenceId, randomUUID());
    const answer = await room.execute({ command, by, atMs: parts.nowMs(), commandId });
    return answer.ok ? { version: answer.version } : refused(reply, answer.refusal);
  });
}

/** Throws ProtocolFault: no such document, or none this caller may see. */
function documentOf<T extends DocumentRef>(documents: Readonly<Record<string, T>>, documentId: string): T {
  const document = Object.hasOwn(documents, documentId) ? documents[documentId] : undefined;
  if (!document) throw new ProtocolFault('not-found', 'no such document');
  return document;
}

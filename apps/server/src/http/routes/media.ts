/**
 * WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) of a conference. What is offered goes to the media
 * plane as it is; here is decided who may, under which name, and what they see.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ConferenceState } from '@diemcau/core';
import type { Feed } from '@diemcau/media';
import { ProtocolFault } from '../../errors.ts';
import type { Caller } from '../../hub/access/caller.ts';
import type { MediaGrant } from '../../hub/access/media-tokens.ts';
import { busOf, cameraEndpoint, PROGRAMS, slidesEndpoint, type Program } from '../../hub/media-names.ts';
import { viewerLabel } from '../../hub/media-holders.ts';
import { openSeal, sealSession } from '../../hub/media-sessions.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { requireMediaGrant } from '../media-auth.ts';
import { problems } from '../problems.ts';

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';
/** An offer of 29 sections with all of a browser's codecs stays below this. */
const OFFER_MAX_BYTES = 262_144;
/** A page of the wall. */
const SLOTS_MAX = 25;

const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const sessionParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), session: Type.String({ maxLength: 128 }) });
/** `slides`: the room's screen share, a session of its own beside the camera. */
const whipQuery = Type.Object({ source: Type.Optional(Type.Union([Type.Literal('camera'), Type.Literal('slides')])) });
/** `preview` and slots are for consoles. */
const whepQuery = Type.Object({
  feeds: Type.Optional(
    Type.String({ pattern: '^[a-z]+(,[a-z]+)*$', maxLength: 64, description: 'hall, floor, slides, preview; floor unless told' }),
  ),
  slots: Type.Optional(Type.Integer({ minimum: 0, maximum: SLOTS_MAX })),
});
const offerSchema = Type.String({ description: 'A complete SDP offer' });
const answerSchema = Type.String({ description: 'A complete SDP answer; Location names the session' });
const mediaProblems = problems(400, 401, 403, 410, 415, 422, 503);

export function mediaRoutes(app: HttpServer, parts: HttpParts): void {
  const { plane, secret } = parts;
  app.addContentTypeParser([SDP, FRAGMENT], { parseAs: 'string', bodyLimit: OFFER_MAX_BYTES }, (_request, body, done) => done(null, body));

  app.post(
    '/conferences/:conferenceId/whip',
    {
      schema: {
        tags: ['media'],
        summary: 'Publish a room’s camera or slides (WHIP)',
        consumes: [SDP],
        params: idParams,
        querystring: whipQuery,
        body: offerSchema,
        response: { 201: answerSchema, ...mediaProblems },
      },
    },
    async (request, reply) => {
      const sdp = requireType(request, SDP);
      const { grant } = await requireMediaGrant(parts, request, request.params.conferenceId);
      const endpoint = publishedEndpoint(grant, request.query.source ?? 'camera');
      return created(reply, grant, await plane.publish({ endpoint, sdp }));
    },
  );

  app.post(
    '/conferences/:conferenceId/whep',
    {
      schema: {
        tags: ['media'],
        summary: 'Watch the programs (WHEP)',
        consumes: [SDP],
        params: idParams,
        querystring: whepQuery,
        body: offerSchema,
        response: { 201: answerSchema, ...mediaProblems },
      },
    },
    async (request, reply) => {
      const sdp = requireType(request, SDP);
      const { grant, state } = await requireMediaGrant(parts, request, request.params.conferenceId);
      const feeds = feedsOf(grant, request.query);
      const label = viewerLabel(grant);
      return created(reply, grant, await plane.subscribe({ sdp, feeds, ownEndpoints: ownEndpoints(grant.caller, state), label }));
    },
  );

  app.patch(
    '/conferences/:conferenceId/media-sessions/:session',
    {
      schema: {
        tags: ['media'],
        summary: 'Add trickled candidates; an ICE restart gets 422',
        consumes: [FRAGMENT],
        params: sessionParams,
        body: Type.String(),
        response: { 204: Type.Null(), ...mediaProblems },
      },
    },
    async (request, reply) => {
      const fragment = requireType(request, FRAGMENT);
      await plane.trickle(await sessionOf(request), fragment);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/conferences/:conferenceId/media-sessions/:session',
    {
      schema: { tags: ['media'], summary: 'End a media session', params: sessionParams, response: { 200: Type.Null(), ...mediaProblems } },
    },
    async (request, reply) => {
      await plane.closeSession(await sessionOf(request));
      return reply.code(200).send(null);
    },
  );

  // RFC 9725 §4.2: a client may ask what is accepted before it offers.
  for (const path of ['whip', 'whep']) {
    app.options(`/conferences/:conferenceId/${path}`, { schema: { hide: true } }, (_request, reply) =>
      reply.header('accept-post', SDP).header('allow', 'OPTIONS, POST').code(204).send(),
    );
  }

  /** The ETag never changes: a session has one ICE session for life (RFC 9725 §4.3.1). */
  function created(reply: FastifyReply, grant: MediaGrant, { session, sdp }: { readonly session: string; readonly sdp: string }): never {
    const name = sealSession(secret, grant, session);
    void reply.header('location', `/api/v1/conferences/${grant.conferenceId}/media-sessions/${name}`);
    return reply.header('etag', `"${session}"`).header('accept-patch', FRAGMENT).type(SDP).code(201).serializer(String).send(sdp) as never;
  }

  async function sessionOf(request: FastifyRequest<{ Params: { conferenceId: string; session: string } }>): Promise<string> {
    const { grant } = await requireMediaGrant(parts, request, request.params.conferenceId);
    const session = openSeal(secret, grant, request.params.session);
    if (session === null) throw new ProtocolFault('not-found', 'no such media session of yours');
    return session;
  }
}

/** RFC 9725 §4.2 and §4.3: each body has its type. */
function requireType(request: FastifyRequest, type: string): string {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== type) throw new ProtocolFault('unsupported-media-type', `send ${type}`);
  return request.body as string;
}

function publishedEndpoint({ conferenceId, caller }: MediaGrant, source: 'camera' | 'slides'): string {
  if (caller.kind !== 'site') throw new ProtocolFault('not-allowed', 'only a room publishes');
  return source === 'camera' ? cameraEndpoint(conferenceId, caller.siteId) : slidesEndpoint(conferenceId, caller.siteId);
}

/** Feeds with sound are the hall's and the floor's; slides, preview and thumbnails are pictures. */
export function feedsOf({ conferenceId, caller }: MediaGrant, query: { readonly feeds?: string; readonly slots?: number }): Feed[] {
  const names = (query.feeds ?? 'floor').split(',');
  const slots = query.slots ?? 0;
  if (!names.every(isProgram)) throw new ProtocolFault('bad-request', `feeds are ${PROGRAMS.join(', ')}`);
  if (new Set(names).size !== names.length) throw new ProtocolFault('bad-request', 'name each feed once');
  if (caller.kind !== 'console' && (slots > 0 || names.includes('preview')))
    throw new ProtocolFault('not-allowed', 'preview and slots are for consoles');
  const programs = names.map((name) => ({ name, bus: busOf(conferenceId, name as Program), audio: name === 'hall' || name === 'floor' }));
  return [...programs, ...Array.from({ length: slots }, (_, slot) => ({ name: `slot-${slot}`, slot: true as const }))];
}

function isProgram(name: string): boolean {
  return PROGRAMS.some((program) => program === name);
}

/** Nobody hears themselves; a screen stands in the hall. */
function ownEndpoints(caller: Caller, { conferenceId, hallSiteId }: ConferenceState): string[] {
  const siteId = caller.kind === 'site' ? caller.siteId : caller.kind === 'screen' ? hallSiteId : null;
  return siteId === null ? [] : [cameraEndpoint(conferenceId, siteId), slidesEndpoint(conferenceId, siteId)];
}

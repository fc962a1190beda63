/**
 * WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) of a conference. What is offered goes to the media
 * plane as it is; here is decided who may, under which name, and what they see.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ConferenceState } from '@diemcau/core';
import type { Feed, SessionAnswer } from '@diemcau/media';
import { ProtocolFault } from '../../errors.ts';
import { holderIdOf, type Caller } from '../../hub/access/caller.ts';
import type { MediaGrant } from '../../hub/access/media-tokens.ts';
import { busOf, cameraEndpoint, PROGRAMS, slidesEndpoint, type Program } from '../../hub/media-names.ts';
import { noteEncoderSession } from '../../hub/access/encoder-tokens.ts';
import { iceServers } from '../../hub/ice-servers.ts';
import { ECHO_FEED, echoBus, echoEndpoint, openEcho } from '../../hub/preflight/echo.ts';
import type { RoomPlace } from '../../hub/preflight/preflight-store.ts';
import { hasTurn } from '../../hub/preflight/preflight-turns.ts';
import { viewerLabel } from '../../hub/media-holders.ts';
import { openSeal, sealSession } from '../../hub/media-sessions.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { requireMediaGrant } from '../media-auth.ts';
import { problems } from '../problems.ts';
import {
  allowCrossOrigin,
  etagOf,
  FRAGMENT,
  iceLinks,
  protocolRoutes,
  requireAcceptsSdp,
  requireEtag,
  requireType,
  SDP,
} from '../whip-protocol.ts';
import { isBefore } from './preflights.ts';

/** An offer of 29 sections with all of a browser's codecs stays below this. */
const OFFER_MAX_BYTES = 262_144;
const WHIP_PATH = '/conferences/:conferenceId/whip';
const WHEP_PATH = '/conferences/:conferenceId/whep';
const SESSION_PATH = '/conferences/:conferenceId/media-sessions/:session';
/** A page of the wall. */
const SLOTS_MAX = 25;

const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const sessionParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), session: Type.String({ maxLength: 128 }) });
/** `slides`: the room's screen share, a session of its own beside the camera. `preflight`: the test picture of a check, which only the room itself sees. */
const whipQuery = Type.Object({
  source: Type.Optional(Type.Union([Type.Literal('camera'), Type.Literal('slides'), Type.Literal('preflight')])),
});
/** `preview` and slots are for consoles. */
const whepQuery = Type.Object({
  feeds: Type.Optional(
    Type.String({
      pattern: '^[a-z]+(,[a-z]+)*$',
      maxLength: 64,
      description: 'hall, floor, slides, preview; floor unless told; echo alone, for a check',
    }),
  ),
  slots: Type.Optional(Type.Integer({ minimum: 0, maximum: SLOTS_MAX })),
});
const offerSchema = Type.String({ description: 'A complete SDP offer' });
const answerSchema = Type.String({ description: 'A complete SDP answer; Location names the session' });
const mediaProblems = problems(400, 401, 403, 404, 406, 410, 412, 413, 415, 422, 428, 503);

export function mediaRoutes(app: HttpServer, parts: HttpParts): void {
  app.addContentTypeParser([SDP, FRAGMENT], { parseAs: 'string', bodyLimit: OFFER_MAX_BYTES }, (_request, body, done) => done(null, body));
  whipRoute(app, parts);
  whepRoute(app, parts);
  sessionRoutes(app, parts);
  protocolRoutes(app, WHIP_PATH, ['POST']);
  protocolRoutes(app, WHEP_PATH, ['POST']);
  protocolRoutes(app, SESSION_PATH, ['PATCH', 'DELETE']);
}

function whipRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['media'],
    summary: 'Publish a room’s camera or slides (WHIP)',
    consumes: [SDP],
    params: idParams,
    querystring: whipQuery,
    body: offerSchema,
    response: { 201: answerSchema, ...mediaProblems },
  };
  app.post(WHIP_PATH, { config: { rule: 'media-token' }, onRequest: allowCrossOrigin, schema }, async (request, reply) => {
    requireAcceptsSdp(request);
    const sdp = requireType(request, SDP);
    const { grant, state } = await requireMediaGrant(parts, request, request.params.conferenceId);
    if (request.query.source === 'preflight') await requireEcho(parts, grant, state);
    const endpoint = publishedEndpoint(grant, request.query.source ?? grant.publishesOnly ?? 'camera');
    const answer = await parts.plane.publish({ endpoint, sdp });
    if (grant.publishesOnly) await noteEncoder(parts, grant, answer.session);
    return created(parts, reply, { grant, answer });
  });
}

function whepRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['media'],
    summary: 'Watch the programs (WHEP)',
    consumes: [SDP],
    params: idParams,
    querystring: whepQuery,
    body: offerSchema,
    response: { 201: answerSchema, ...mediaProblems },
  };
  app.post(WHEP_PATH, { config: { rule: 'media-token' }, onRequest: allowCrossOrigin, schema }, async (request, reply) => {
    requireAcceptsSdp(request);
    const sdp = requireType(request, SDP);
    const { grant, state } = await requireMediaGrant(parts, request, request.params.conferenceId);
    if (isEcho(request.query.feeds)) await requireEcho(parts, grant, state);
    const feeds = feedsOf(grant, request.query);
    const own = ownEndpoints(grant.caller, state);
    const answer = await parts.plane.subscribe({ sdp, feeds, ownEndpoints: own, label: viewerLabel(grant) });
    return created(parts, reply, { grant, answer });
  });
}

function sessionRoutes(app: HttpServer, parts: HttpParts): void {
  const patchSchema = {
    tags: ['media'],
    summary: 'Add trickled candidates; an ICE restart gets 422',
    consumes: [FRAGMENT],
    params: sessionParams,
    body: Type.String(),
    response: { 204: Type.Null(), ...mediaProblems },
  };
  app.patch(SESSION_PATH, { config: { rule: 'media-token' }, onRequest: allowCrossOrigin, schema: patchSchema }, async (request, reply) => {
    const fragment = requireType(request, FRAGMENT);
    const session = await sessionOf(parts, request, request.params);
    requireEtag(request, session);
    await parts.plane.trickle(session, fragment);
    return reply.code(204).send(null);
  });

  const deleteSchema = {
    tags: ['media'],
    summary: 'End a media session',
    params: sessionParams,
    response: { 200: Type.Null(), ...mediaProblems },
  };
  app.delete(
    SESSION_PATH,
    { config: { rule: 'media-token' }, onRequest: allowCrossOrigin, schema: deleteSchema },
    async (request, reply) => {
      await parts.plane.closeSession(await sessionOf(parts, request, request.params));
      return reply.code(200).send(null);
    },
  );
}

function created(
  { secret, config, nowMs }: HttpParts,
  reply: FastifyReply,
  { grant, answer }: { readonly grant: MediaGrant; readonly answer: SessionAnswer },
): never {
  const name = sealSession(secret, grant, answer.session);
  void reply.headers({
    location: `/api/v1/conferences/${grant.conferenceId}/media-sessions/${name}`,
    etag: etagOf(answer.session),
    'accept-patch': FRAGMENT,
    link: iceLinks(iceServers(config, grant.conferenceId, nowMs())),
  });
  return reply.type(SDP).code(201).serializer(String).send(answer.sdp) as never;
}

async function sessionOf(parts: HttpParts, request: FastifyRequest, of: { conferenceId: string; session: string }): Promise<string> {
  const { grant } = await requireMediaGrant(parts, request, of.conferenceId);
  const session = openSeal(parts.secret, grant, of.session);
  if (session === null) throw new ProtocolFault('not-found', 'no such media session of yours');
  return session;
}

/** A token that was revoked while its offer was answered ends what was opened with it. */
async function noteEncoder({ db, plane, nowMs }: HttpParts, { caller }: MediaGrant, session: string): Promise<void> {
  if (await noteEncoderSession(db, { tokenId: holderIdOf(caller), session }, nowMs())) return;
  await plane.closeSession(session);
  throw new ProtocolFault('not-signed-in', 'this token was taken back');
}

function publishedEndpoint({ conferenceId, caller, publishesOnly }: MediaGrant, source: 'camera' | 'slides' | 'preflight'): string {
  if (caller.kind !== 'site') throw new ProtocolFault('not-allowed', 'only a room publishes');
  if (publishesOnly && publishesOnly !== source) throw new ProtocolFault('not-allowed', `this token publishes ${publishesOnly}`);
  if (source === 'preflight') return echoEndpoint({ conferenceId, siteId: caller.siteId });
  return source === 'camera' ? cameraEndpoint(conferenceId, caller.siteId) : slidesEndpoint(conferenceId, caller.siteId);
}

/** Feeds with sound are the hall's and the floor's; slides, preview and thumbnails are pictures. */
export function feedsOf(
  { conferenceId, caller, publishesOnly }: MediaGrant,
  query: { readonly feeds?: string; readonly slots?: number },
): Feed[] {
  if (publishesOnly) throw new ProtocolFault('not-allowed', 'an encoder publishes only');
  const names = (query.feeds ?? 'floor').split(',');
  const slots = query.slots ?? 0;
  if (isEcho(query.feeds) && caller.kind === 'site') return [echoFeed({ conferenceId, siteId: caller.siteId })];
  if (!names.every(isProgram)) throw new ProtocolFault('bad-request', `feeds are ${PROGRAMS.join(', ')}`);
  if (new Set(names).size !== names.length) throw new ProtocolFault('bad-request', 'name each feed once');
  if (caller.kind !== 'console' && (slots > 0 || names.includes('preview')))
    throw new ProtocolFault('not-allowed', 'preview and slots are for consoles');
  const programs = names.map((name) => ({ name, bus: busOf(conferenceId, name as Program), audio: name === 'hall' || name === 'floor' }));
  return [...programs, ...Array.from({ length: slots }, (_, slot) => ({ name: `slot-${slot}`, slot: true as const }))];
}

function isEcho(feeds: string | undefined): boolean {
  return feeds === ECHO_FEED;
}

function echoFeed(place: RoomPlace): Feed {
  return { name: ECHO_FEED, bus: echoBus(place), audio: false };
}

/** Throws ProtocolFault: no room, the conference runs, or it is not this room’s turn. */
async function requireEcho({ db, plane, nowMs }: HttpParts, { caller, conferenceId }: MediaGrant, state: ConferenceState): Promise<void> {
  if (caller.kind !== 'site') throw new ProtocolFault('not-allowed', 'only a room checks itself');
  const place = { conferenceId, siteId: caller.siteId };
  if (!isBefore(state)) throw new ProtocolFault('precondition-failed', 'the conference runs');
  if (!(await hasTurn(db, place, nowMs()))) throw new ProtocolFault('precondition-failed', 'it is not this room’s turn');
  await openEcho(plane, place, nowMs());
}

function isProgram(name: string): boolean {
  return PROGRAMS.some((program) => program === name);
}

/** Nobody hears themselves; a screen stands in the hall. */
function ownEndpoints(caller: Caller, { conferenceId, hallSiteId }: ConferenceState): string[] {
  const siteId = caller.kind === 'site' ? caller.siteId : caller.kind === 'screen' ? hallSiteId : null;
  return siteId === null ? [] : [cameraEndpoint(conferenceId, siteId), slidesEndpoint(conferenceId, siteId)];
}

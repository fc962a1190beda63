/** Every error answer as `application/problem+json` (RFC 9457), and its schema. */
import { Type } from 'typebox';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { MediaFault, type MediaFaultCode } from '@diemcau/media';
import { asOutsideFault, errorProblem, OutsideFault, ProtocolFault, type Problem, type ProtocolFaultCode } from '../errors.ts';

/** What went wrong. Screens translate `code`; `title` and `detail` are for developers. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ description: '`urn:diemcau:` and the code' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; all codes are in docs/errors.md' }),
    detail: Type.Optional(Type.String()),
    params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    instance: Type.Optional(Type.String({ description: 'Id under which the server’s log has more' })),
  },
  { $id: 'Problem', description: 'application/problem+json (RFC 9457)' },
);

/** For the `response` of a route: these statuses carry a problem. */
export function problems<S extends number>(...statuses: readonly S[]): { readonly [K in S]: typeof problemSchema } {
  return Object.fromEntries(statuses.map((status) => [status, problemSchema])) as { [K in S]: typeof problemSchema };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  // Three seconds cover a restart of the database or the media process.
  if (problem.status === 503 && !reply.hasHeader('retry-after')) void reply.header('retry-after', '3');
  // Serialised here: a route's response schema describes its success and this must pass it.
  return reply.code(problem.status).type('application/problem+json').serializer(String).send(JSON.stringify(problem));
}

/** One fault of a batch answers hundreds of requests; the log has it once, under the id that all of them got. */
const logged = new WeakSet<OutsideFault>();

/** Turns anything thrown into an answer; what the client only gets an id of is logged whole. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const ours = knownFault(error);
  const fault = ours instanceof ProtocolFault ? ours : asOutsideFault(ours);
  if (fault instanceof OutsideFault && !logged.has(fault)) {
    logged.add(fault);
    const level = fault.code === 'internal-error' ? 'error' : 'warn';
    request.log[level]({ faultId: fault.id, err: fault.cause ?? fault, route: request.routeOptions.url }, fault.code);
  }
  return sendProblem(reply, errorProblem(fault));
}

/** Fastify's own errors by what they mean for the client (https://fastify.dev/docs/latest/Reference/Errors/). */
const BY_STATUS: Readonly<Record<number, ProtocolFaultCode>> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

const BY_MEDIA_FAULT: Readonly<Record<MediaFaultCode, (message: string) => ProtocolFault | OutsideFault>> = {
  'bad-sdp': (message) => new ProtocolFault('bad-request', message),
  'no-common-codec': (message) => new ProtocolFault('unsupported-offer', message),
  'too-many-sessions': () => new OutsideFault('overloaded'),
  'unknown-session': () => new ProtocolFault('not-found', 'no such media session'),
  'ice-restart-unsupported': () => new ProtocolFault('unsupported-offer', 'open a new session instead of restarting ICE'),
  'plane-down': () => new OutsideFault('media-down'),
};

function knownFault(error: unknown): unknown {
  if (error instanceof MediaFault) return BY_MEDIA_FAULT[error.code](error.message);
  const { validation, statusCode, message } = error as Partial<FastifyError>;
  if (validation) return new ProtocolFault('bad-request', validationDetail(error as FastifyError));
  const code = error instanceof ProtocolFault || error instanceof OutsideFault ? undefined : BY_STATUS[statusCode ?? 500];
  return code ? new ProtocolFault(code, message) : error;
}

/** Where and why, without the value: it may be a token. */
function validationDetail({ validation, validationContext }: FastifyError): string {
  const first = validation?.[0];
  return `${validationContext ?? 'request'}${first?.instancePath ?? ''} ${first?.message ?? 'has another shape than documented'}`;
}

/**
 * One registry of the codes a client can meet over HTTP, and the only place that maps them (problem+json, RFC 9457).
 * Refusals come from core, as do the reasons a socket is closed for (CLOSE_REASONS); faults live here.
 */
import { randomUUID } from 'node:crypto';
import { REFUSALS } from '@diemcau/core';
import type { Refusal, RefusalCode, RefusalKind } from '@diemcau/core';

interface FaultEntry {
  readonly httpStatus: number;
  readonly sentence: string;
}

/** Something outside broke; the client may try again. */
export const OUTSIDE_FAULTS = {
  'try-again': {
    httpStatus: 503,
    sentence: 'Something the server depends on is away for a moment; repeat the same request.',
  },
  'media-down': { httpStatus: 503, sentence: 'The media process is restarting; open the session again.' },
  'server-restarting': { httpStatus: 503, sentence: 'This worker is going; connect again and catch up by version.' },
  overloaded: { httpStatus: 503, sentence: 'Too many come at once; send the same again after the time of Retry-After.' },
  'internal-error': { httpStatus: 500, sentence: 'A fault of the program; the log has it under this id.' },
} as const satisfies Record<string, FaultEntry>;

/** The client spoke wrongly or has no right to be here; told once, then closed. */
export const PROTOCOL_FAULTS = {
  'bad-request': { httpStatus: 400, sentence: 'The message or body does not have the documented shape.' },
  'not-signed-in': { httpStatus: 401, sentence: 'Sign in, or join with a link or a code.' },
  'wrong-credentials': { httpStatus: 401, sentence: 'Name and password, or the code, do not belong together.' },
  'not-allowed': { httpStatus: 403, sentence: 'This account, site or token may not do this.' },
  'second-factor-needed': {
    httpStatus: 403,
    sentence: 'A role of this account needs a second factor: set it up under /account/me/totp first.',
  },
  'not-found': { httpStatus: 404, sentence: 'There is nothing at this address.' },
  'method-not-allowed': { httpStatus: 405, sentence: 'This address takes other methods; Allow names them.' },
  'not-acceptable': { httpStatus: 406, sentence: 'The answer has no content type that was asked for.' },
  'already-exists': { httpStatus: 409, sentence: 'It is there already.' },
  gone: { httpStatus: 410, sentence: 'It was there and is over: a used code, an ended session.' },
  'precondition-failed': { httpStatus: 412, sentence: 'It is not in the state the request was made for.' },
  'too-large': { httpStatus: 413, sentence: 'The message or body is larger than documented.' },
  'unsupported-media-type': { httpStatus: 415, sentence: 'The body has another content type than documented.' },
  'site-taken': { httpStatus: 409, sentence: 'A device of this site is connected; ask again with takeOver.' },
  'unsupported-offer': { httpStatus: 422, sentence: 'The media offer cannot be answered as it is.' },
  'weak-password': {
    httpStatus: 422,
    sentence: 'Choose another password; detail says why: too-short, too-long, too-simple, is-the-name, too-common.',
  },
  'document-refused': {
    httpStatus: 422,
    sentence:
      'The file is not taken in; detail says why: empty, too-large, type-unknown, type-mismatch, old-office, macros, damaged, too-packed.',
  },
  'precondition-required': { httpStatus: 428, sentence: 'Say with If-Match which state the request is made for.' },
  'too-many-requests': { httpStatus: 429, sentence: 'Slow down; Retry-After says how long.' },
} as const satisfies Record<string, FaultEntry>;

export type OutsideFaultCode = keyof typeof OUTSIDE_FAULTS;
export type ProtocolFaultCode = keyof typeof PROTOCOL_FAULTS;

/** HTTP status of a refusal by its kind. */
export const REFUSAL_STATUS: Readonly<Record<RefusalKind, number>> = { forbidden: 403, conflict: 409, invalid: 422 };

/** Thrown by journal, media and network code; `cause` is for the log. */
export class OutsideFault extends Error {
  /** The client gets it, the log has it. */
  readonly id: string = randomUUID();
  constructor(
    readonly code: OutsideFaultCode,
    options?: { readonly cause?: unknown; readonly message?: string },
  ) {
    super(options?.message ?? code, { cause: options?.cause });
    this.name = 'OutsideFault';
  }
}

/** Thrown by parsers, sessions and routes. `detail` goes to the client: it says what is wrong, without secrets. */
export class ProtocolFault extends Error {
  constructor(
    readonly code: ProtocolFaultCode,
    readonly detail?: string,
  ) {
    super(detail ?? code);
    this.name = 'ProtocolFault';
  }
}

/** The body of an error answer, `application/problem+json`. `type` is `urn:diemcau:` and the code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** What a refusal names, for the translated sentence. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Present where the log has more. */
  readonly instance?: string;
}

/** A refusal as an HTTP answer. */
export function refusalProblem(code: RefusalCode, params?: Refusal['params']): Problem {
  const { kind, sentence } = REFUSALS[code];
  return { ...problem(code, REFUSAL_STATUS[kind], sentence, {}), ...(params ? { params } : {}) };
}

/** Anything thrown as an HTTP answer. What is not a fault of ours is a bug: the client gets an id only. */
export function errorProblem(error: unknown): Problem {
  if (error instanceof ProtocolFault) {
    const { httpStatus, sentence } = PROTOCOL_FAULTS[error.code];
    return problem(error.code, httpStatus, sentence, { detail: error.detail });
  }
  const fault = asOutsideFault(error);
  const { httpStatus, sentence } = OUTSIDE_FAULTS[fault.code];
  return problem(fault.code, httpStatus, sentence, { instance: `urn:uuid:${fault.id}` });
}

/** A bug becomes `internal-error`, with the bug as its cause. */
export function asOutsideFault(error: unknown): OutsideFault {
  return error instanceof OutsideFault ? error : new OutsideFault('internal-error', { cause: error });
}

function problem(code: string, status: number, title: string, more: { detail?: string | undefined; instance?: string }): Problem {
  const detail = more.detail === undefined ? {} : { detail: more.detail };
  const instance = more.instance === undefined ? {} : { instance: more.instance };
  return { type: `urn:diemcau:${code}`, title, status, code, ...detail, ...instance };
}

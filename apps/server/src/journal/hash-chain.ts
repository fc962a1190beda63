/**
 * The hash chain of a stream, so that anyone with the exported rows can check it without this program:
 *
 *   dataHash = SHA-256( salt ‖ canonical JSON of data )            salt: 16 random bytes per event
 *   bodyHash = SHA-256( canonical JSON of {at, by, dataHash, schemaVersion, stream, type, version} )
 *   hash     = SHA-256( hash of the event before ‖ bodyHash )      before the first: 32 zero bytes
 *
 * Canonical JSON is RFC 8785. `dataHash` inside the body is lower-case hex. Erasing an event drops its
 * data and its salt and keeps `dataHash`: without the salt, short data cannot be guessed back from it.
 */
import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from './journal.ts';

/** `hash` of the event before a stream's first. */
export const CHAIN_START: Buffer = Buffer.alloc(32);

export interface ChainedBody {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly atMs: number;
  readonly by: Json;
}

/** 128 bits: nobody tries them all, and two events never share one. */
export function newSalt(): Buffer {
  return randomBytes(16);
}

export function hashData(salt: Buffer, data: Json): Buffer {
  return createHash('sha256').update(salt).update(canonicalJson(data)).digest();
}

export function hashBody(body: ChainedBody, dataHash: Buffer): Buffer {
  const { stream, version, type, schemaVersion, atMs, by } = body;
  const text = canonicalJson({ stream, version, type, schemaVersion, at: atMs, by, dataHash: dataHash.toString('hex') });
  return createHash('sha256').update(text).digest();
}

export function hashLink(previous: Buffer, bodyHash: Buffer): Buffer {
  return createHash('sha256').update(previous).update(bodyHash).digest();
}

/** RFC 8785. Throws on what JSON cannot say (NaN, lone surrogates, undefined). */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** Sends a file that never changes under its address: ranges (RFC 9110 §14), ETag, and nothing a browser could run. */
import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import contentDisposition from 'content-disposition';

export interface SentFile {
  readonly path: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly name: string;
}

/** A year, the longest a cache is asked to keep anything. `private`: the answer is for whoever asked, not for a proxy between. */
export const FILE_CACHING = 'private, max-age=31536000, immutable';

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: SentFile): FastifyReply {
  const etag = `"${file.sha256}"`;
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    // Were it opened as a page of its own, it could do nothing in our name (CSP 3 §6.3.2).
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': contentDisposition(file.name, { type: 'attachment' }),
  });
  if (request.headers['if-none-match']?.split(',').some((one) => one.trim() === etag)) return reply.code(304).send();
  const { range, 'if-range': ifRange } = request.headers;
  // Of another version a range is of no use (RFC 9110 §13.1.5).
  const wanted = range !== undefined && (ifRange === undefined || ifRange === etag) ? rangeOf(range, file.bytes) : 'whole';
  void reply.type(file.mediaType);
  if (wanted === 'nowhere') return reply.code(416).header('content-range', `bytes */${file.bytes}`).send();
  if (wanted === 'whole') return reply.header('content-length', file.bytes).send(createReadStream(file.path));
  const { start, end } = wanted;
  void reply.code(206).headers({ 'content-range': `bytes ${start}-${end}/${file.bytes}`, 'content-length': end - start + 1 });
  return reply.send(createReadStream(file.path, { start, end }));
}

interface Range {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/** One range; several, or what is no range of bytes, gets the whole file, as RFC 9110 §14.2 allows. */
export function rangeOf(header: string, bytes: number): Range | 'whole' | 'nowhere' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return 'whole';
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(bytes - Number(match[2]), 0) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  if (start >= bytes || (isSuffix && Number(match[2]) === 0)) return 'nowhere';
  return end < start ? 'whole' : { start, end };
}

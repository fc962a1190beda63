/** Turns the text of an environment variable into a value, or throws an Error whose message ends the sentence "NAME …". */
import { isIP } from 'node:net';
import { ROLES, type Role } from '@diemcau/core';

export type Parse<T> = (text: string) => T;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function parsePort(text: string): number {
  return integerBetween(1, 65535)(text);
}

export function integerBetween(min: number, max: number): Parse<number> {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) throw new Error(`must be a whole number from ${min} to ${max}, not "${text}"`);
    return value;
  };
}

export function parseAddress(text: string): string {
  if (text === 'localhost') return '127.0.0.1';
  if (isIP(text) === 0) throw new Error(`must be an IP address, not "${text}"`);
  return text;
}

export function parseHostName(text: string): string {
  if (isIP(text) === 0 && !/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.?$/i.test(text))
    throw new Error(`must be an IP address or a host name, not "${text}"`);
  return text;
}

/** RFC 7064 §3.1 and RFC 7065 §3.1; nothing else may come into a header of an answer. */
export function parseIceUrls(text: string): readonly string[] {
  const urls = text.split(',').map((one) => one.trim());
  const bad = urls.find((url) => !/^(stuns?:[\w.:[\]-]+|turns?:[\w.:[\]-]+(\?transport=(udp|tcp))?)$/.test(url));
  if (bad !== undefined) throw new Error(`must be URLs such as turns:relay.example:443?transport=tcp, not "${bad}"`);
  return urls;
}

export function parsePostgresUrl(text: string): string {
  // The text itself is left out of the message: it holds a password.
  if (!/^postgres(ql)?:\/\//.test(text)) throw new Error('must begin with postgres:// or postgresql://');
  return text;
}

export function parseSecret(text: string): string {
  // 32 characters of base64 are 192 bits, past what can be guessed.
  if (text.length < 32) throw new Error('must be at least 32 characters long');
  return text;
}

export function parseHttpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`must be a URL that begins with https:// or http://, not "${text}"`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw new Error(`must be an address without a path, not "${text}"`);
  return url.origin;
}

export function parseTrustProxy(text: string): boolean | string {
  if (['true', '1', 'false', '0'].includes(text)) return text === 'true' || text === '1';
  const bad = text.split(',').find((part) => isIP(part.trim().replace(/\/\d+$/, '')) === 0);
  if (bad !== undefined) throw new Error(`must be true, false or addresses such as 10.0.0.0/8, not "${bad}"`);
  return text;
}

export function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (!level) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}, not "${text}"`);
  return level;
}

export function parseTimeOfDay(text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new Error(`must be a time such as 02:30, not "${text}"`);
  return text;
}

export function parseMailAddress(text: string): string {
  // RFC 5322 allows more; what people have fits, and line breaks do not.
  if (!/^([^<>\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?$/.test(text)) throw new Error(`must be an e-mail address, not "${text}"`);
  return text;
}

export function parseSmtpUrl(text: string): string {
  // The text itself is left out of the message: it holds a password.
  if (!/^smtps?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
    throw new Error('must be a URL that begins with smtp:// or smtps://');
  return text;
}

/** An issuer may have a path (OpenID Connect Discovery 1.0 §4.1). */
export function parseIssuer(text: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
    throw new Error(`must be a URL that begins with https:// or http://, not "${text}"`);
  return text;
}

export function parseRoles(text: string): readonly Role[] {
  const words = text.split(',').map((word) => word.trim());
  const bad = words.find((word) => !(ROLES as readonly string[]).includes(word));
  if (bad !== undefined) throw new Error(`must be roles out of ${ROLES.join(', ')}, not "${bad}"`);
  return words as Role[];
}

/** The phone's side of a blind-signed credential (RFC 9474). Loaded only where a ballot is secret. */
import { RSABSSA } from '@cloudflare/blindrsa-ts';

/** What waits for the server's signature. Base64, so that it can be kept over a closed page. */
export interface Blinded {
  readonly prepared: string;
  readonly blinded: string;
  readonly inverse: string;
}

export interface Credential {
  readonly prepared: string;
  readonly signature: string;
}

const suite = RSABSSA.SHA384.PSS.Randomized();
/** Nobody guesses it, and no two phones make the same. */
const MESSAGE_BYTES = 32;

export async function blinded(publicKey: string): Promise<Blinded> {
  const prepared = suite.prepare(crypto.getRandomValues(new Uint8Array(MESSAGE_BYTES)));
  const { blindedMsg, inv } = await suite.blind(await keyOf(publicKey), prepared);
  return { prepared: textOf(prepared), blinded: textOf(blindedMsg), inverse: textOf(inv) };
}

/** Throws when the server has signed something else. */
export async function unblinded(publicKey: string, { prepared, inverse }: Blinded, signature: string): Promise<Credential> {
  const signed = await suite.finalize(await keyOf(publicKey), bytesOf(prepared), bytesOf(signature), bytesOf(inverse));
  return { prepared, signature: textOf(signed) };
}

function keyOf(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', bytesOf(publicKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}

function textOf(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

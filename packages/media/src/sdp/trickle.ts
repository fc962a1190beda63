import { MediaFault } from '../media-plane.ts';
import { candidateOf, reachableFrom } from './offer.ts';

/**
 * Candidates of an `application/trickle-ice-sdpfrag` body (RFC 8840 §9). Credentials other than those of
 * the session ask for an ICE restart (RFC 9725 §4.3.3). Throws MediaFault 'ice-restart-unsupported'.
 */
export function parseTrickle(
  fragment: string,
  session: { readonly iceUfrag: string; readonly icePwd: string },
  bindAddress: string,
): string[] {
  const lines = fragment.split(/\r\n|\n/);
  for (const line of lines) {
    const changed =
      (line.startsWith('a=ice-ufrag:') && line.slice(12) !== session.iceUfrag) ||
      (line.startsWith('a=ice-pwd:') && line.slice(10) !== session.icePwd);
    if (changed) throw new MediaFault('ice-restart-unsupported');
  }
  const candidates = lines.flatMap((line) => candidateOf(line) ?? []);
  return reachableFrom(bindAddress, candidates).slice(0, CANDIDATES_MAX);
}

/** A machine with ten interfaces and two families has 20; more is no honest list. */
const CANDIDATES_MAX = 32;

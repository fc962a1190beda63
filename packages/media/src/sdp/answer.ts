import type { OfferSection } from './offer.ts';

/**
 * The answer to the peer's offer from the answer to our normal offer: one section per offered section, in
 * order, those turned down with port 0 (RFC 3264 §6).
 */
export function writeAnswer(nativeAnswer: string, offered: readonly OfferSection[]): string {
  const [session = '', ...blocks] = nativeAnswer.split(/^(?=m=)/m);
  const byMid = new Map(blocks.map((block) => [/^a=mid:(\S+)/m.exec(block)?.[1], block]));
  const sections = offered.map((section) => byMid.get(section.mid) ?? rejected(section));
  return session.replace(/^a=group:LS.*\r\n/m, '') + sections.join('');
}

function rejected(section: OfferSection): string {
  const line = section.mediaLine.replace(/^(m=\S+) \d+/, '$1 0');
  return `${line}\r\nc=IN IP4 0.0.0.0\r\na=mid:${section.mid}\r\na=inactive\r\n`;
}

/**
 * A server behind a one-to-one NAT knows the address peers must use; its port is the same. It goes before
 * the server's own addresses, which stay: rooms in the server's own network use those.
 */
export function announce(answer: string, address: string): string {
  const host = /^a=candidate:\S+ 1 UDP (\d+) \S+ (\d+) typ host.*\r\n/im.exec(answer);
  if (!host) return answer;
  // Any foundation not used by another candidate will do (RFC 8839 §5.1).
  const line = `a=candidate:announced 1 UDP ${Math.max(Number(host[1]), 2_130_706_431)} ${address} ${host[2]} typ host\r\n`;
  return answer.replace(host[0], line + host[0]);
}

/** Host candidates on a second port for each address there is, tried after all the others (RFC 8445 §5.1.2.1). */
export function addDoor(answer: string, port: number): string {
  const hosts = [...answer.matchAll(/^a=candidate:\S+ 1 UDP \d+ (\S+) \d+ typ host.*\r\n/gim)];
  const last = hosts.at(-1)?.[0];
  if (last === undefined) return answer;
  const addresses = [...new Set(hosts.map((host) => host[1]))];
  const doors = addresses.map(
    (address, index) => `a=candidate:door${index} 1 UDP ${DOOR_PRIORITY - index} ${address} ${port} typ host\r\n`,
  );
  return answer.replace(last, last + doors.join(''));
}

/** Type preference 0, as a relay's (RFC 8445 §5.1.2.2), and the best local preference under it. */
const DOOR_PRIORITY = 0x00ffffff;

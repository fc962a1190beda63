import { isIPv6 } from 'node:net';

/** One line has a /64 of IPv6 (RFC 6177), and could ask from every address of it. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  return new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(0, 4).join(':');
}

/** Addresses of this machine that sockets come from: one address has some 28,000 ports to one server. */
import { isIPv4 } from 'node:net';
import { SimulationProblem } from '../simulation-problem.ts';

/** More are no use: eight carry 200,000 sockets. */
const ADDRESSES_MAX = 256;

/** `127.0.0.2-127.0.0.9`, or addresses with commas between. Throws SimulationProblem. */
export function parseAddresses(text: string): readonly string[] {
  const addresses = text.split(',').flatMap((part) => rangeOf(part.trim()));
  if (addresses.length > ADDRESSES_MAX) throw problem(text);
  return addresses;

  function rangeOf(part: string): readonly string[] {
    const [first = '', last = first, ...more] = part.split('-');
    if (!isIPv4(first) || !isIPv4(last) || more.length > 0) throw problem(text);
    const [from, to] = [numberOf(first), numberOf(last)];
    if (to < from || to - from >= ADDRESSES_MAX) throw problem(text);
    return Array.from({ length: to - from + 1 }, (_, index) => textOf(from + index));
  }
}

function problem(text: string): SimulationProblem {
  return new SimulationProblem(
    `--from takes IPv4 addresses of this machine, at most ${ADDRESSES_MAX}, such as 127.0.0.2-127.0.0.9, not "${text}"`,
  );
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}

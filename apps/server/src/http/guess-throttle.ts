/**
 * Slows down whoever guesses codes. Only failures count: a whole network of rooms behind one address
 * joins at once without being stopped. With 145 codes in use, 10 wrong guesses in 5 minutes find one
 * with a chance of 1 in 690; 37,000 rooms nationwide have links for that reason, and codes as the exception.
 */
import { ProtocolFault } from '../errors.ts';
import { networkOf } from './network-of.ts';

const FAILURES_MAX = 10;
const WINDOW_MS = 300_000;
/** Some megabytes. Overflow: the address that failed longest ago is forgotten. */
const ADDRESSES_MAX = 20_000;

export interface GuessThrottle {
  /** Throws ProtocolFault `too-many-requests` where an address has failed too often. */
  check(address: string): void;
  failed(address: string): void;
}

/** `failuresMax` in WINDOW_MS; the caller says why another number than that of the rooms. */
export function createGuessThrottle(nowMs: () => number, failuresMax: number = FAILURES_MAX): GuessThrottle {
  const failures = new Map<string, { count: number; sinceMs: number }>();
  const current = (key: string) => {
    const known = failures.get(key);
    return known && nowMs() - known.sinceMs < WINDOW_MS ? known : undefined;
  };
  return {
    check(address) {
      if ((current(networkOf(address))?.count ?? 0) >= failuresMax)
        throw new ProtocolFault('too-many-requests', 'too many wrong codes; wait 5 minutes');
    },
    failed(address) {
      const key = networkOf(address);
      const known = current(key) ?? { count: 0, sinceMs: nowMs() };
      failures.delete(key);
      failures.set(key, { ...known, count: known.count + 1 });
      const oldest = failures.keys().next();
      if (failures.size > ADDRESSES_MAX && !oldest.done) failures.delete(oldest.value);
    },
  };
}

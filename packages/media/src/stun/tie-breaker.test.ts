import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingRequest } from './testing.ts';
import { replaceZeroTieBreaker } from './tie-breaker.ts';

const SESSION = { username: 'Shyt:3h1N', password: 'dSXbgSYUlSW5dSKk7QZhuI' };
const passwordOf = (fragment: string): string | undefined => (fragment === 'Shyt' ? SESSION.password : undefined);

describe('tie-breaker', () => {
  it('[NET-6] a zero becomes one, and the check is signed as if it had been one from the start', () => {
    const changed = replaceZeroTieBreaker(bindingRequest({ ...SESSION, tieBreaker: 0n }), passwordOf);
    expect(changed?.toString('hex')).toBe(bindingRequest({ ...SESSION, tieBreaker: 1n }).toString('hex'));
  });

  it('[NET-6] any other check is left alone: another tie-breaker, an unknown session, a wrong signature', () => {
    const packets = [
      bindingRequest({ ...SESSION, tieBreaker: 7n }),
      bindingRequest({ ...SESSION, username: 'other:3h1N', tieBreaker: 0n }),
      bindingRequest({ ...SESSION, password: 'anotherpasswordanother', tieBreaker: 0n }),
    ];
    for (const packet of packets) expect(replaceZeroTieBreaker(packet, passwordOf)).toBeNull();
  });

  it('[NET-6] cut, changed and random packets are no checks', () => {
    const check = bindingRequest({ ...SESSION, tieBreaker: 0n });
    for (let length = 0; length < check.length - 8; length++)
      expect(replaceZeroTieBreaker(check.subarray(0, length), passwordOf)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, withHeader) => {
        const packet = Buffer.concat([withHeader ? check.subarray(0, 20) : Buffer.alloc(0), bytes]);
        expect(replaceZeroTieBreaker(packet, passwordOf)).toBeNull();
      }),
      { seed: 20261123 },
    );
  });
});

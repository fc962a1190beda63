import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { merkleLeaf, merkleRoot } from './merkle.ts';

describe('a Merkle root', () => {
  const sha256 = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

  it('[CHECKIN-19] is that of RFC 9162: one leaf is its own root, three divide into two and one, none are the hash of nothing', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(merkleLeaf) as [Buffer, Buffer, Buffer];
    expect(a).toEqual(sha256(Buffer.of(0), Buffer.from('a')));
    expect(merkleRoot([a])).toEqual(a);
    expect(merkleRoot([a, b, c])).toEqual(sha256(Buffer.of(1), sha256(Buffer.of(1), a, b), c));
    expect(merkleRoot([b, a])).not.toEqual(merkleRoot([a, b]));
    expect(merkleRoot([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

/** A Merkle tree as in RFC 9162 §2.1.1 (Certificate Transparency): leaves and nodes are hashed under different first bytes. */
import { createHash } from 'node:crypto';

export function merkleLeaf(text: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(text).digest();
}

/** The root over leaves in their order; of none it is the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  const half = largestPowerBelow(leaves.length);
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(merkleRoot(leaves.slice(0, half)))
    .update(merkleRoot(leaves.slice(half)))
    .digest();
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** Packets of one line that were to come, and those of them that did not come the first time. */
export interface PacketCount {
  readonly expected: number;
  readonly lost: number;
}

export const NO_PACKETS: PacketCount = { expected: 0, lost: 0 };

/**
 * Fewer are no measure: of the seven that a thumbnail takes in a second one lost is past what a picture bears, and of
 * the first two of a session one is half. Twenty are 0.4 s of sound, so that whoever is heard is measured each second.
 */
export const PACKETS_MIN = 20;

/** One second more. `lossRatio` is undefined until there are enough, and what was counted is then kept for the next. */
export function gatherLoss(kept: PacketCount, second: PacketCount): { readonly kept: PacketCount; readonly lossRatio: number | undefined } {
  const all = { expected: kept.expected + second.expected, lost: kept.lost + second.lost };
  if (all.expected < PACKETS_MIN) return { kept: all, lossRatio: undefined };
  return { kept: NO_PACKETS, lossRatio: lossRatioOf(all) };
}

/** 0–1; undefined when none were to come. */
export function lossRatioOf({ expected, lost }: PacketCount): number | undefined {
  return expected > 0 ? Math.min(1, lost / expected) : undefined;
}

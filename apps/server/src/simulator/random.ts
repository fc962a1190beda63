/** A repeatable source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number;
  /** Evenly spread from `min` up to but not including `max`. */
  between(min: number, max: number): number;
  /** True once in `times` on average. */
  oneIn(times: number): boolean;
  pick<T>(items: readonly [T, ...(readonly T[])]): T;
}

/** mulberry32: 32 bits of state are plenty for a simulation, and it is short enough to read. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
  return {
    next,
    between: (min, max) => min + next() * (max - min),
    oneIn: (times) => next() * times < 1,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

/** A seed of its own for each room, far from its neighbours': multiplied by the odd number nearest 2³² divided by the golden ratio. */
export function seedFor(seed: number, index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) ^ seed) >>> 0;
}

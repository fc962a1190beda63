/** A bug of ours, not of a caller: thrown, logged whole, shown to a client as an id only. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** For the default branch of a switch over a closed union. */
export function unreachable(value: never): never {
  throw new Bug(`unexpected ${JSON.stringify(value)}`);
}

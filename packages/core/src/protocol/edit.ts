import { Value } from 'typebox/value';

/**
 * One step of a patch between two views: TypeBox `Value.Diff` edits. `path` is a JSON Pointer
 * (RFC 6901); `insert` and `update` carry the new value. Apply them in order.
 */
export type Edit =
  | { readonly type: 'insert'; readonly path: string; readonly value: unknown }
  | { readonly type: 'update'; readonly path: string; readonly value: unknown }
  | { readonly type: 'delete'; readonly path: string };

export function diff(from: unknown, to: unknown): readonly Edit[] {
  return Value.Diff(from, to) as readonly Edit[];
}

/** Leaves `target` as it is and returns the patched copy. */
export function patch<T>(target: T, edits: readonly Edit[]): T {
  return Value.Patch(target, edits as never) as T;
}

/** A check of a room as routes show it. */
import { Type } from 'typebox';
import { PREFLIGHT_POINTS, PREFLIGHT_REASONS, PREFLIGHT_VERDICTS, preflightMeasuredSchema } from '@diemcau/core';
import type { PreflightPointName, PreflightReason, PreflightVerdict } from '@diemcau/core';
import type { Preflight } from '../../hub/preflight/preflight-store.ts';

const oneOf = <T extends string>(words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))));
export const verdictSchema = oneOf<PreflightVerdict>(PREFLIGHT_VERDICTS);

export const preflightSchema = Type.Object({
  preflightId: Type.String(),
  conferenceId: Type.String(),
  atMs: Type.Integer(),
  cause: Type.String({ description: 'arrived, officer or asked' }),
  verdict: verdictSchema,
  points: Type.Array(
    Type.Object({
      point: oneOf<PreflightPointName>(PREFLIGHT_POINTS),
      verdict: verdictSchema,
      reason: oneOf<PreflightReason>(PREFLIGHT_REASONS),
    }),
  ),
  measured: preflightMeasuredSchema,
});

export function shownPreflight({ siteId: _siteId, points, ...check }: Preflight) {
  return { ...check, points: [...points] };
}

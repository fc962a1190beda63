/** When people come: how a number drawn evenly becomes a moment of the arrival. */
export const ARRIVAL_SHAPES = ['even', 'bell', 'late'] as const;
/** `bell`: few at first, most in the middle, some stragglers. `late`: ever more until the end, as before an opening. */
export type ArrivalShape = (typeof ARRIVAL_SHAPES)[number];

/** From 0 to 1, and never turns back: the inverse of the part of the people who are in by then. */
const MOMENT_OF: Readonly<Record<ArrivalShape, (lot: number) => number>> = {
  even: (lot) => lot,
  // Inverse of 3x² − 2x³: in the middle one and a half times as many come as evenly spread.
  bell: (lot) => 0.5 - Math.sin(Math.asin(1 - 2 * lot) / 3),
  // Inverse of x³: seven in eight come in the second half.
  late: (lot) => Math.cbrt(lot),
};

/** `lot`: 0 ≤ lot < 1. */
export function arrivalMs(shape: ArrivalShape, lot: number, overMs: number): number {
  return Math.round(MOMENT_OF[shape](lot) * overMs);
}

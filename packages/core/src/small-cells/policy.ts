/**
 * What may be published of counts about people, as in docs/small-cells.md.
 *
 * - `peopleMin`: no row of fewer people is shown;
 * - `figureMin`: no figure above zero that stands for fewer people is shown, and no figure below it may cover several hidden rows;
 * - `unanimousHidden`: a row in which everybody said the same would tell what each of them said.
 */
export interface PublicationPolicy {
  readonly peopleMin: number;
  readonly figureMin: number;
  readonly unanimousHidden: boolean;
}

/** Ten for the public and five inside the house, as the design promises for every reader. */
export const PUBLIC_POLICY: PublicationPolicy = { peopleMin: 10, figureMin: 10, unanimousHidden: false };
export const INTERNAL_POLICY: PublicationPolicy = { peopleMin: 5, figureMin: 5, unanimousHidden: false };

/** Secret ballots: a cell is a group of voters, so ten of them are needed, and not all alike; two against among fifty may be told. */
export const BALLOT_POLICY: PublicationPolicy = { peopleMin: 10, figureMin: 1, unanimousHidden: true };

/** Five: the base of rounding that statistics offices use for counts of people; a change of one person is not seen. */
export const ROUNDING_BASE = 5;

/** To the nearest multiple of the base, so that one number is the same wherever it is published. Totals are rounded by themselves. */
export function roundedCount(count: number, base: number = ROUNDING_BASE): number {
  return Math.round(count / base) * base;
}

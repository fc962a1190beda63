/** Exact linear algebra over the rationals, to ask what somebody who adds and subtracts published figures can find out. */

/** A rational number in lowest terms is not needed: numerators grow, and BigInt lets them. */
type Row = bigint[];

/** Rows in echelon form; each row keeps the place of its first non-zero entry. */
export interface Span {
  readonly rows: readonly { readonly lead: number; readonly row: Row }[];
}

export function spanOf(vectors: readonly (readonly number[])[]): Span {
  const rows: { lead: number; row: Row }[] = [];
  for (const vector of vectors) {
    const row = reduced(vector.map(BigInt), rows);
    const lead = row.findIndex((entry) => entry !== 0n);
    if (lead >= 0) rows.push({ lead, row });
    rows.sort((a, b) => a.lead - b.lead);
  }
  return { rows };
}

/** Is there a linear combination of the vectors that is this one? */
export function isInSpan({ rows }: Span, vector: readonly number[]): boolean {
  return reduced(vector.map(BigInt), rows).every((entry) => entry === 0n);
}

/** Multiplying crosswise instead of dividing keeps everything whole. */
function reduced(vector: Row, rows: Span['rows']): Row {
  return rows.reduce((left, { lead, row }) => {
    const [factor, pivot] = [left[lead]!, row[lead]!];
    return factor === 0n ? left : left.map((entry, place) => entry * pivot - row[place]! * factor);
  }, vector);
}

/** What may stand in the fields of a script. Each reader returns the value or throws an Error that ends the sentence "… takes". */

/** Which rooms or phones a step is about: all it can be about, so many, a part of all of the run, or these by name. */
export type Share =
  | { readonly kind: 'all' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'ratio'; readonly ratio: number }
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** What a count is compared with. */
export interface Comparison {
  readonly sign: '=' | '>=' | '<=' | '>' | '<';
  readonly value: number;
  /** `value` is a percentage of the rooms of the run; of its phones where phones or votes are counted. */
  readonly isPercentage: boolean;
  /** As it was written. */
  readonly text: string;
}

export type Reader<T> = (value: unknown) => T;

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

export function duration(value: unknown): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(value));
  if (!match) throw new Error('a time such as 500ms, 20s, 5m or 1h');
  return Math.round(Number(match[1]) * UNITS_MS[match[2]!]!);
}

export function share(value: unknown): Share {
  if (value === 'all') return { kind: 'all' };
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return { kind: 'count', count: value };
  if (Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string')) return { kind: 'names', names: value };
  const percentage = /^(\d+(?:\.\d+)?)%$/.exec(String(value));
  if (!percentage || Number(percentage[1]) > 100) throw new Error('all, a number, a percentage such as 30%, or a list of names');
  return { kind: 'ratio', ratio: Number(percentage[1]) / 100 };
}

export function comparison(value: unknown): Comparison {
  const match = /^(>=|<=|>|<|=)?\s*(\d+)(%)?$/.exec(String(value));
  if (!match) throw new Error('a number, or one with a sign and perhaps a percentage: 145, ">= 140", ">= 95%"');
  const sign = (match[1] ?? '=') as Comparison['sign'];
  return { sign, value: Number(match[2]), isPercentage: match[3] !== undefined, text: String(value) };
}

/** A part of one: 0.3 of 30%. */
export function part(value: unknown): number {
  const percentage = /^(\d+(?:\.\d+)?)%$/.exec(String(value));
  if (!percentage || Number(percentage[1]) > 100) throw new Error('a percentage such as 30%');
  return Number(percentage[1]) / 100;
}

export function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every((text) => typeof text === 'string' && text.trim() !== ''))
    throw new Error('a list of at least two texts');
  return value as readonly string[];
}

export function words(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Error('words');
  return value;
}

export function wholeNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Error('a whole number');
  return value;
}

export function yesOrNo(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error('true or false');
  return value;
}

export function oneOf<T extends string>(...choices: readonly T[]): Reader<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new Error(`one of ${choices.join(', ')}`);
    return found;
  };
}

export function isMet({ sign, value, isPercentage }: Comparison, count: number, whole: number): boolean {
  const wanted = isPercentage ? (value * whole) / 100 : value;
  if (sign === '>=') return count >= wanted;
  if (sign === '<=') return count <= wanted;
  if (sign === '>') return count > wanted;
  return sign === '<' ? count < wanted : count === wanted;
}

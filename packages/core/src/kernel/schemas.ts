import { Type } from 'typebox';
import { ID_MAX_CHARS, ID_PATTERN } from './ids.ts';

/** Shapes that commands of several aggregates share. */
export const idSchema = () => Type.String({ minLength: 1, maxLength: ID_MAX_CHARS, pattern: ID_PATTERN });

/**
 * Neither NUL, which PostgreSQL cannot keep in text, nor half of a surrogate pair, which canonical
 * JSON cannot say (RFC 8785 §3.2.2.2).
 */
export const textSchema = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength, pattern: '^[^\\u0000\\p{Cs}]*$' });

/** The shape only; `decide` refuses 2026-02-30 with `day-invalid`. */
export const daySchema = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

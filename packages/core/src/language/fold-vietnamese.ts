/** Acute, grave, hook above, tilde and dot below: the five tone marks, decomposed. */
const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]';
/** The only places where two spellings are in use: `hoà` and `hòa`, `khoẻ` and `khỏe`, `uỷ` and `ủy`. */
const NEW_STYLE = new RegExp(`(o(?=[ae])|u(?=y))([aey])(${TONE})`, 'gu');

/**
 * A text for searching: without case, tones, other diacritics and repeated blanks, `đ` as `d`. A text
 * that was folded does not change when folded again.
 */
export function foldVietnamese(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * A key that two spellings of one name share: NFC or NFD, either place of the tone, any case. Unlike
 * `foldVietnamese` it tells `Hòa` from `Hoa`.
 */
export function spellingKey(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(NEW_STYLE, '$1$3$2').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

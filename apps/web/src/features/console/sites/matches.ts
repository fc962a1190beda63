import { foldVietnamese } from '@diemcau/core';

/** Every word of the query occurs somewhere in the text; order, case and diacritics do not matter. */
export function matches(text: string, query: string): boolean {
  const folded = foldVietnamese(text);
  return foldVietnamese(query)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** Text as somebody types it who leaves out every mark: `Hoà Bình`, `Hòa Bình` and `hoa binh` are one. NFC and NFD come out alike. */
export function foldedText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
}

/** Every word of the query occurs somewhere; the order does not matter. */
export function matches(folded: string, query: string): boolean {
  return foldedText(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

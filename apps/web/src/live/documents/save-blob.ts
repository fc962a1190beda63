/** Browsers start reading it within this; then its memory is given back. */
const READ_WITHIN_MS = 60_000;

/** As if a link with `download` had been followed. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_WITHIN_MS);
}

/**
 * A text as it is kept: NFC, so that `hoà` typed on a Mac and on Windows is one text, without blanks
 * at the ends and with one blank between words.
 */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

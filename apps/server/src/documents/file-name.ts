/** Names of files as people gave them, made fit for a title and for any file system. */
import { TITLE_MAX_CHARS } from '@diemcau/core';
import { FILE_KINDS, type FileKind } from './file-kinds.ts';

/** Names of devices that Windows takes for themselves (Naming Files, Paths, and Namespaces). */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The name without its folders and its extension, in NFC (macOS sends NFD, in which Vietnamese breaks into
 * pieces), without what no file system or reader bears: control characters, marks that turn the direction of
 * text round (they make `gpj.exe` of `exe.jpg`), reserved signs. Empty where nothing is left.
 */
export function stemOf(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = tidied(last.replace(/\.[A-Za-z0-9]{1,5}$/, ''));
  return RESERVED.test(clean) ? '' : clean;
}

/** Lower case, without the dot; empty where the name has none. */
export function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** What a download is called: the title of the document and the extension of what it is. */
export function downloadName(title: string, kind: FileKind): string {
  const stem = tidied(title.normalize('NFC'));
  return `${stem === '' || RESERVED.test(stem) ? 'tai-lieu' : stem}.${FILE_KINDS[kind].extensions[0]}`;
}

function tidied(text: string): string {
  const kept = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, ' ')
    .replace(/[<>:"|?*\\/]/g, ' ')
    .replace(/\s+/gu, ' ');
  return [...kept]
    .slice(0, TITLE_MAX_CHARS)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
}

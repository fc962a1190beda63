/** How many files a process may have open at once, sockets among them. */
import { readFileSync } from 'node:fs';

/** Of whoever keeps a connection between two requests, of the database, of documents that are read. */
const OTHER_FILES = 5_000;

/** Node.js has raised it to the highest its user may have. null: no limit, or a system that does not say (proc(5) is Linux). */
export function openFilesMax(): number | null {
  try {
    return readOpenFiles(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return null;
  }
}

export function readOpenFiles(limits: string): number | null {
  const soft = /^Max open files +(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? null : Number(soft);
}

/** How many live sockets a worker may hold, so that there are files left for everything else. */
export function liveSocketsMax(openFiles: number | null): number {
  return openFiles === null ? Number.POSITIVE_INFINITY : Math.max(openFiles - OTHER_FILES, Math.floor(openFiles / 2));
}

/** What to tell whoever starts a server that cannot hold so many phones; null: it can. */
export function fewFiles(
  openFiles: number | null,
  { workers, phones }: { readonly workers: number; readonly phones: number },
): string | null {
  const sockets = workers * liveSocketsMax(openFiles);
  if (openFiles === null || sockets >= phones) return null;
  return (
    `each of ${workers} workers may open ${openFiles} files, enough for some ${sockets} phones together; the next are told to come again. ` +
    'Raise the limit, for example with "ulimit -n 65536" or LimitNOFILE=65536 in the service, where more come'
  );
}

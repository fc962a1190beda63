import { plainWorkbook, type PlainSheet } from '../organisation/export/plain-sheet.ts';
import { onThread } from '../process/program-thread.ts';

/** Hidden subcommand `sheets-write`, on a thread of a web worker: a workbook of fifty thousand rows takes seconds. */
export async function sheetsWrite(): Promise<undefined> {
  await onThread((sheets: readonly PlainSheet[]) => plainWorkbook(sheets));
}

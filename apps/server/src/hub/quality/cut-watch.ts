/** Notices when a room that was there goes, and when it comes back. */
import type { CutRow } from './quality-store.ts';

/** Of one conference. A room that never came has no cut: it was never connected. */
export class CutWatch {
  readonly #conferenceId: string;
  readonly #present = new Set<string>();
  readonly #open = new Map<string, number>();
  #unwritten: CutRow[] = [];
  #known: boolean;

  /** `earlier`: cuts that the worker before left open. */
  constructor(conferenceId: string, earlier: Promise<readonly CutRow[]> | readonly CutRow[]) {
    this.#conferenceId = conferenceId;
    this.#known = Array.isArray(earlier);
    void Promise.resolve(earlier).then((cuts) => {
      for (const { siteId, fromMs } of cuts) this.#open.set(siteId, fromMs);
      this.#known = true;
    });
  }

  /** Whether a room is there now, and when it was last heard. Until the earlier cuts are known nothing is concluded. */
  see(siteId: string, connected: boolean, heardAtMs: number): void {
    if (!this.#known) return;
    const fromMs = this.#open.get(siteId);
    if (connected) {
      this.#present.add(siteId);
      if (fromMs !== undefined) this.#note(siteId, fromMs, heardAtMs);
    } else if (this.#present.has(siteId) && fromMs === undefined) this.#note(siteId, heardAtMs, null);
  }

  /** The conference is over. */
  end(atMs: number): void {
    for (const [siteId, fromMs] of this.#open) this.#note(siteId, fromMs, Math.max(fromMs, atMs));
    this.#present.clear();
  }

  /** What failed to be written is written the next time. */
  async write(write: (rows: readonly CutRow[]) => Promise<void>): Promise<void> {
    const rows = this.#unwritten;
    this.#unwritten = [];
    await write(newestOf(rows)).catch((error: unknown) => {
      this.#unwritten = [...rows, ...this.#unwritten];
      throw error;
    });
  }

  #note(siteId: string, fromMs: number, untilMs: number | null): void {
    if (untilMs === null) this.#open.set(siteId, fromMs);
    else this.#open.delete(siteId);
    this.#unwritten.push({ conferenceId: this.#conferenceId, siteId, fromMs, untilMs });
  }
}

/** One statement cannot write a row twice. */
function newestOf(rows: readonly CutRow[]): CutRow[] {
  return [...new Map(rows.map((row) => [`${row.siteId}/${row.fromMs}`, row])).values()];
}

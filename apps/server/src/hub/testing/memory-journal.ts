/** The journal's promises without a database, for tests of what stands on one. */
import { OutsideFault } from '../../errors.ts';
import type { AppendRequest, AppendResult, Journal, RecordedEvent } from '../../journal/journal.ts';

export interface MemoryJournal extends Journal {
  /** While true, every call fails as it does when the database is away. */
  away: boolean;
}

export function createMemoryJournal(): MemoryJournal {
  const streams = new Map<string, RecordedEvent[]>();
  const answers = new Map<string, { stream: string; version: number }>();
  const listeners = new Set<(stream: string) => void>();
  let seq = 0;

  function here(): void {
    if (journal.away) throw new OutsideFault('try-again');
  }

  function record(request: AppendRequest, known: readonly RecordedEvent[]): RecordedEvent[] {
    const { stream, atMs, by, commandId } = request;
    return request.events.map((event, index) => ({ ...event, seq: ++seq, stream, version: known.length + index + 1, atMs, by, commandId }));
  }

  async function append(request: AppendRequest): Promise<AppendResult> {
    // As with a real one, others get their turn while this is under way.
    await Promise.resolve();
    here();
    const answer = answers.get(request.commandId);
    if (answer) return { outcome: 'repeated', ...answer };
    const known = streams.get(request.stream) ?? [];
    if (known.length !== request.expectedVersion) return { outcome: 'conflict' };
    const events = record(request, known);
    streams.set(request.stream, [...known, ...events]);
    answers.set(request.commandId, { stream: request.stream, version: known.length + events.length });
    for (const listener of listeners) listener(request.stream);
    return { outcome: 'appended', version: known.length + events.length, events };
  }

  const journal: MemoryJournal = {
    away: false,
    append,
    read: async (stream, afterVersion, limit = 10_000) => {
      await Promise.resolve();
      here();
      return (streams.get(stream) ?? []).slice(afterVersion, afterVersion + limit);
    },
    readAll: async (afterSeq, limit) =>
      [...streams.values()]
        .flat()
        .filter((event) => event.seq > afterSeq)
        .slice(0, limit),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    streams: async (prefix) => [...streams.keys()].filter((stream) => stream.startsWith(prefix)).sort(),
    erase: async () => ({ outcome: 'conflict' }),
    close: async () => listeners.clear(),
  };
  return journal;
}

import type { SessionId, SourceTrack } from '../media-plane.ts';
import type { Publisher } from '../sfu/endpoints.ts';
import type { Source } from '../sfu/publisher-session.ts';

/** A session of another process, as far as its packets come here. */
export class RelayedPublisher implements Publisher {
  readonly id: SessionId;
  readonly #sources = new Map<SourceTrack, Source>();

  constructor(id: SessionId) {
    this.id = id;
  }

  source(name: SourceTrack): Source | null {
    return this.#sources.get(name) ?? null;
  }

  note(source: Source): void {
    this.#sources.set(source.name, source);
  }
}

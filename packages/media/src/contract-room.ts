import type { EndpointId, Feed, MediaEvent, MediaPlane, SessionId, SourceTrack } from './media-plane.ts';

/** One publisher in a contract test: connected, but no track carries packets until it is started. */
export interface ContractPublisher {
  readonly session: SessionId;
  start(track: SourceTrack): void;
  stop(track: SourceTrack): void;
}

export interface ContractViewer {
  readonly session: SessionId;
  /** Whose picture the feed shows now. */
  sees(feed: string): EndpointId | null;
  /** Whose sound it has now. */
  hears(feed: string): EndpointId | 'silence' | null;
}

/** What an implementation brings to the contract suite: a plane of its own and ways to publish and to look. */
export interface ContractRoom {
  readonly plane: MediaPlane;
  /** The most sessions the plane takes. */
  readonly maxSessions: number;
  /** An offer with audio, main and thumb that may be published. */
  publishOffer(): Promise<string>;
  /** A fragment that asks for an ICE restart. */
  readonly restartFragment: string;
  publisher(endpoint: EndpointId): Promise<ContractPublisher>;
  viewer(request: { feeds: readonly Feed[]; ownEndpoints?: readonly EndpointId[]; label?: string }): Promise<ContractViewer>;
  /** Closes everything the room opened, the plane included. */
  close(): Promise<void>;
}

/** Everything a plane said since `watch`. */
export interface Witness {
  readonly events: MediaEvent[];
  stop(): void;
}

export function watch(plane: MediaPlane): Witness {
  const events: MediaEvent[] = [];
  return { events, stop: plane.listen((event) => events.push(event)) };
}

/** Waits until `holds` is true; fails with what is so instead after 8 s, for a native session may need 2 s on a busy machine. */
export async function until(what: string, holds: () => boolean, describe: () => unknown = () => ''): Promise<void> {
  const deadlineMs = Date.now() + 8000;
  while (!holds()) {
    if (Date.now() > deadlineMs) throw new Error(`never: ${what} ${JSON.stringify(describe())}`);
    await pause(10);
  }
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

import type { EndpointId } from '../media-plane.ts';
import type { Rung } from '../ladder/ladder.ts';
import { addAudioOutlet, removeAudioOutlet, removeVideoOutlet } from './bus.ts';
import type { Slot } from './slot.ts';
import type { BusFeed } from './viewer-session.ts';

/**
 * Sends a viewer what its rung allows. One that leaves the shared stream of a bus gets a stream of its own from
 * there on, also when it is back at `full`: the shared one has gone on without it, and sequence numbers that
 * jump by an unknown distance are no stream (RFC 3550 §A.1). `tune` lets a slot show an endpoint or nothing.
 */
export function moveToRung(feeds: readonly BusFeed[], rung: Rung, tune: (slot: Slot, endpoint: EndpointId | null) => void): void {
  for (const feed of feeds) {
    moveVideo(feed, rung, tune);
    if (!feed.audio) continue;
    if (rung === 'text') removeAudioOutlet(feed.bus, feed.audio);
    else addAudioOutlet(feed.bus, feed.audio);
  }
}

function moveVideo(feed: BusFeed, rung: Rung, tune: (slot: Slot, endpoint: EndpointId | null) => void): void {
  const { name, bus, video } = feed;
  if (!video) return;
  removeVideoOutlet(bus, video);
  feed.own ??= { name, video: { ...bus.video }, outlet: video, track: 'main', endpoint: null, live: null };
  tune(feed.own, null);
  feed.own.track = rung === 'full' ? 'main' : 'thumb';
  if (rung === 'full' || rung === 'small') tune(feed.own, bus.source);
}

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConferenceId } from '@diemcau/core';
import { browserMedia } from './browser-media.ts';
import { useLiveClient } from './live-context.ts';
import { selectMedia, useLive } from './use-live.ts';
import { NOTHING_VIEWED, WhepViewer } from './whep-viewer.ts';
import type { FeedName, Viewed } from './whep-viewer.ts';

export interface Program extends Viewed {
  /** Reads the session's statistics; null while there is none. */
  readonly stats: () => Promise<RTCStatsReport | null>;
}

/** Watches these feeds while the page is there. `feeds` must be a constant. */
export function useProgram(conferenceId: ConferenceId, feeds: readonly FeedName[], slots = 0): Program {
  const client = useLiveClient();
  const media = useLive(selectMedia);
  const viewer = useRef<WhepViewer | null>(null);
  const [viewed, setViewed] = useState<Viewed>(NOTHING_VIEWED);
  useEffect(() => {
    const opened = new WhepViewer({ ...browserMedia(client), conferenceId, feeds, slots, show: setViewed });
    viewer.current = opened;
    return () => opened.close();
  }, [client, conferenceId, feeds, slots]);
  useEffect(() => viewer.current?.setAccess(media), [client, media, conferenceId, feeds, slots]);
  const stats = useCallback(async () => (await viewer.current?.stats()) ?? null, []);
  return { ...viewed, stats };
}

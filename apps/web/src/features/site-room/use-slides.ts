import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { browserMedia } from '../../live/browser-media.ts';
import type { LiveClient } from '../../live/live-client.ts';
import { useLiveClient } from '../../live/live-context.ts';
import { useAct } from '../../live/use-act.ts';
import { selectMedia, useConference, useLive } from '../../live/use-live.ts';
import { WhipPublisher } from '../../live/whip-publisher.ts';
import { tellProblem } from '../../ui/tell.ts';

interface Shared {
  readonly track: MediaStreamTrack;
  readonly publisher: WhipPublisher;
}

export interface Slides {
  readonly sharing: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Full HD so that a table of figures stays readable; ten frames a second follow a pointer. */
const SCREEN: DisplayMediaStreamOptions = { video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 10 } }, audio: false };

/** Shares a screen as long as the view shows this room's slides. */
export function useSlides(siteId: SiteId): Slides {
  const { t } = useTranslation();
  const act = useAct();
  const client = useLiveClient();
  const media = useLive(selectMedia);
  const { conferenceId, slidesSiteId } = useConference();
  const [shared, setShared] = useState<Shared | null>(null);
  const stop = useCallback(() => void act({ type: 'StopSlides', siteId }), [act, siteId]);

  const start = useCallback(async () => {
    const track = await captureScreen();
    if (track === 'failed') return tellProblem(t('siteRoom.request.slidesFailed'));
    if (track === 'declined') return;
    const outcome = await act({ type: 'StartSlides', siteId });
    if (!outcome.ok) return track.stop();
    track.addEventListener('ended', stop);
    setShared({ track, publisher: publish(client, conferenceId, track) });
  }, [act, client, conferenceId, siteId, stop, t]);

  // A reloaded page shares nothing any more, whatever the view still says.
  const leftOver = useRef(slidesSiteId === siteId);
  useEffect(() => {
    if (leftOver.current) stop();
    leftOver.current = false;
  }, [stop]);
  useEffect(() => shared?.publisher.setAccess(media), [shared, media]);
  // Somebody else's slides, the end of the speech or the bureau took ours off.
  useEffect(() => {
    if (shared && slidesSiteId !== siteId) setShared(null);
  }, [shared, slidesSiteId, siteId]);
  useEffect(
    () => () => {
      shared?.track.stop();
      shared?.publisher.close();
    },
    [shared],
  );
  return { sharing: shared !== null, start: () => void start(), stop };
}

function publish(client: LiveClient, conferenceId: string, track: MediaStreamTrack): WhipPublisher {
  const publisher = new WhipPublisher({ ...browserMedia(client), conferenceId, source: 'slides', show: () => undefined });
  publisher.setSending({ sound: true, picture: true, thumb: false });
  publisher.setTracks({ audio: null, video: track });
  return publisher;
}

async function captureScreen(): Promise<MediaStreamTrack | 'declined' | 'failed'> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(SCREEN);
    const [track] = stream.getVideoTracks();
    // Letters before motion.
    if (track) track.contentHint = 'detail';
    return track ?? 'failed';
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'declined' : 'failed';
  }
}

import { useEffect, useRef, useState } from 'react';
import type { ConferenceState, SiteId } from '@diemcau/core';
import { browserMedia } from '../../live/browser-media.ts';
import { mayBeSeen, sendingOf, sendsMain } from '../../live/floor.ts';
import type { LevelMeter } from '../../live/level-meter.ts';
import { useLiveClient } from '../../live/live-context.ts';
import { selectDelivery, selectMedia, selectWatchedViewers, useLive } from '../../live/use-live.ts';
import { WhipPublisher } from '../../live/whip-publisher.ts';
import { cameraTrack, microphoneTrack } from './setup-state.ts';
import type { Devices } from './use-devices.ts';
import { useLevelMeter } from './use-level-meter.ts';

export interface Publishing {
  readonly publisher: React.RefObject<WhipPublisher | null>;
  readonly meter: LevelMeter | null;
  /** Its main picture leaves it. */
  readonly picture: boolean;
}

/** Sends the room's camera and microphone as far as the view allows, and nothing beyond. */
export function usePublishing(view: ConferenceState, siteId: SiteId, devices: Devices): Publishing {
  const { conferenceId } = view;
  const client = useLiveClient();
  const publisher = useRef<WhipPublisher | null>(null);
  const [, setOpen] = useState(false);
  const media = useLive(selectMedia);
  const viewers = useLive(selectWatchedViewers);
  const [video, audio] = [cameraTrack(devices), microphoneTrack(devices)];
  const { sends } = useLive(selectDelivery);
  const wanted = { main: sendsMain(view, siteId), thumb: viewers > 0 && mayBeSeen(view) };
  const { sound, picture, thumb } = sendingOf(wanted, sends, audio !== null);
  useEffect(() => {
    const opened = new WhipPublisher({ ...browserMedia(client), conferenceId, source: 'camera', show: setOpen });
    publisher.current = opened;
    return () => opened.close();
  }, [client, conferenceId]);
  // What may leave is settled before anything is opened.
  useEffect(() => publisher.current?.setSending({ sound, picture, thumb }), [client, sound, picture, thumb, conferenceId]);
  useEffect(() => publisher.current?.setTracks({ audio, video }), [client, audio, video, conferenceId]);
  useEffect(() => publisher.current?.setAccess(media), [client, media, conferenceId]);
  return { publisher, meter: useLevelMeter(audio), picture };
}

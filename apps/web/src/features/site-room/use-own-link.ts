import { useEffect, useRef, useState } from 'react';
import type { SiteReport } from '@diemcau/core';
import { browserClock } from '../../live/clock.ts';
import { deviceState } from '../../live/devices.ts';
import { LinkWatch } from '../../live/link-watch.ts';
import type { DirectionHealth } from '../../live/link-watch.ts';
import { useLiveClient } from '../../live/live-context.ts';
import type { Program } from '../../live/use-program.ts';
import type { Devices } from './use-devices.ts';
import type { Publishing } from './use-publishing.ts';

export interface OwnLink {
  readonly up: DirectionHealth;
  readonly down: DirectionHealth;
}

const UNKNOWN: DirectionHealth = { grade: 'unknown', reading: null };
/** As the protocol says (docs/protocol.md §2.5). */
const REPORT_EVERY_MS = 1_000;

interface OwnLinkParts {
  readonly program: Program;
  readonly publishing: Publishing;
  readonly devices: Devices;
  readonly sendingMain: boolean;
}

/** Measures the room's own link each second, shows it here and reports it to the server. */
export function useOwnLink(parts: OwnLinkParts): OwnLink {
  const client = useLiveClient();
  const latest = useRef(parts);
  latest.current = parts;
  const [link, setLink] = useState<OwnLink>({ up: UNKNOWN, down: UNKNOWN });
  useEffect(() => {
    const [up, down] = [new LinkWatch('up', browserClock), new LinkWatch('down', browserClock)];
    const timer = setInterval(() => {
      void (async () => {
        const now = latest.current;
        const measured = {
          up: up.next((await now.publishing.publisher.current?.stats()) ?? null, now.publishing.picture),
          down: down.next(await now.program.stats(), false),
        };
        setLink(measured);
        client.report(siteReport(now, measured));
      })();
    }, REPORT_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
  return link;
}

function siteReport({ devices, publishing, sendingMain }: OwnLinkParts, { up, down }: OwnLink): SiteReport {
  return {
    camera: deviceState(devices.camera),
    microphone: deviceState(devices.microphone),
    levelDbfs: publishing.meter?.takePeakDbfs() ?? null,
    sendingMain,
    uplinkBps: up.reading?.bitrateBps ?? null,
    uplinkLossRatio: up.reading?.lossRatio ?? null,
    downlinkLossRatio: down.reading?.lossRatio ?? null,
    rttMs: up.reading?.rttMs ?? down.reading?.rttMs ?? null,
    uplink: up.grade,
    downlink: down.grade,
  };
}

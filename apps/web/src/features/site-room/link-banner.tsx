import { useEffect, useState } from 'react';
import { IconAccessPoint, IconBuilding, IconServer2, IconUser, IconWifi } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { brokenSide } from '../../live/link-health.ts';
import type { BrokenSide } from '../../live/link-health.ts';
import { selectConnection, selectDelivery, selectLinks, selectMedia, useConference, useLive } from '../../live/use-live.ts';
import { deliveryTrouble } from './delivery-trouble.ts';
import styles from './link-banner.module.css';
import type { OwnLink } from './use-own-link.ts';

const ICONS: Readonly<Record<BrokenSide, typeof IconWifi>> = {
  'your-network': IconWifi,
  connection: IconWifi,
  'your-uplink': IconAccessPoint,
  'your-downlink': IconAccessPoint,
  speaker: IconUser,
  hall: IconBuilding,
  server: IconServer2,
};

/** Which side is broken, so that nobody pulls cables in the wrong room. A cut socket has its own notice at the top. */
export function LinkBanner({ link, siteId }: { readonly link: OwnLink; readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const side = useSettled(useBrokenSide(link, siteId));
  const delivery = deliveryTrouble(useLive(selectDelivery));
  // What the line still carries is said by the banner of its own.
  if (side === 'your-downlink' && delivery !== null) return null;
  if (side === null || side === 'your-network' || side === 'connection') return null;
  const Icon = ICONS[side];
  return (
    <div role="status" className={styles.banner} data-testid="link-banner" data-side={side}>
      <Icon size="1.375rem" aria-hidden="true" className={styles.icon} />
      <p>
        <strong>{t(`broken.${side}.title`)}.</strong> {t(`broken.${side}.text`)}
      </p>
    </div>
  );
}

function useBrokenSide(link: OwnLink, siteId: SiteId): BrokenSide | null {
  const view = useConference();
  const connection = useLive(selectConnection);
  const media = useLive(selectMedia);
  const links = useLive(selectLinks);
  const cut = connection.state === 'reconnecting' && (connection.online ? 'cut' : 'offline');
  const role = view.speech?.siteId === siteId ? 'speaker' : view.hallSiteId === siteId ? 'hall' : 'viewer';
  return brokenSide({ socket: cut || 'up', mediaUp: media?.up ?? true, links, uplink: link.up.grade, downlink: link.down.grade, role });
}

/** Two readings: a single bad second is no news. */
const SETTLE_MS = 2_000;

function useSettled(side: BrokenSide | null): BrokenSide | null {
  const [settled, setSettled] = useState<BrokenSide | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(side), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [side]);
  return settled;
}

import { useTranslation } from 'react-i18next';
import { Picture } from '../../../ui/picture.tsx';
import { statusOf } from '../sites/site-rows.ts';
import type { SiteRow } from '../sites/site-rows.ts';
import { SiteStatusMark } from '../sites/site-status.tsx';
import { SiteTally } from '../sites/site-tally.tsx';
import styles from './wall.module.css';

interface WallTileProps {
  readonly row: SiteRow;
  readonly stream: MediaStream | undefined;
}

export function WallTile({ row, stream }: WallTileProps) {
  const { t } = useTranslation();
  return (
    <li className={styles.tile} data-tally={row.tally} data-testid="wall-tile" data-site-id={row.siteId}>
      <div className={styles.picture}>
        <Picture
          stream={stream}
          label={row.name}
          testId="thumb-video"
          fed={row.online}
          empty={t(row.online ? 'console.sites.noThumb' : 'console.sites.offline')}
          fit="cover"
        />
        <span className={styles.tally}>
          <SiteTally tally={row.tally} place={row.place} hall={row.hall} />
        </span>
      </div>
      <span className={styles.name} title={row.name}>
        {row.name}
      </span>
      <SiteStatusMark status={statusOf(row)} />
    </li>
  );
}

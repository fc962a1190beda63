import { memo } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GradeMark } from '../../../ui/grade-mark.tsx';
import { useMayAdd } from '../queue/use-may-add.ts';
import { DeviceMark } from './device-mark.tsx';
import styles from './site-list.module.css';
import { statusOf } from './site-rows.ts';
import type { SiteRow, SiteStatus } from './site-rows.ts';
import { SiteStatusMark } from './site-status.tsx';
import { SiteTally } from './site-tally.tsx';

interface SiteListProps {
  readonly rows: readonly SiteRow[];
  readonly onRequest: (siteId: string) => void;
}

export function SiteList({ rows, onRequest }: SiteListProps) {
  const mayRequest = useMayAdd();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <SiteLine key={row.siteId} {...row} onRequest={onRequest} mayRequest={mayRequest} />
      ))}
    </ul>
  );
}

/** What the marks beside the name do not tell. */
const RECEIVES_LESS: readonly SiteStatus[] = ['text', 'audio', 'undecoded', 'small'];

interface SiteLineProps extends SiteRow, Pick<SiteListProps, 'onRequest'> {
  readonly mayRequest: boolean;
}

/** Flat props, so that of 145 rows only those that changed are drawn again each second. */
const SiteLine = memo(function SiteLine({ onRequest, mayRequest, ...row }: SiteLineProps) {
  const { t } = useTranslation();
  const status = statusOf(row);
  const request = t('console.sites.request', { name: row.name });
  return (
    <li className={styles.line} data-online={row.online} data-testid="site-row" data-site-id={row.siteId}>
      <span className={styles.dot} role="img" aria-label={t(row.online ? 'console.sites.onlineWord' : 'console.sites.offline')} />
      <span className={styles.words}>
        <span className={styles.name}>{row.name}</span>
        <span className={styles.below}>
          <SiteTally tally={row.tally} place={row.place} hall={row.hall} />
          {RECEIVES_LESS.includes(status) && <SiteStatusMark status={status} />}
          {row.unitName !== '' && <span className={styles.unit}>{row.unitName}</span>}
        </span>
      </span>
      {row.online ? (
        <span className={styles.marks}>
          <DeviceMark device="camera" state={row.camera} />
          <DeviceMark device="microphone" state={row.microphone} />
          <GradeMark grade={row.grade} />
        </span>
      ) : (
        <span className={styles.offline}>{t('console.sites.offline')}</span>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={request}
        title={request}
        disabled={!mayRequest || (row.tally !== 'idle' && !row.hall)}
        onClick={() => onRequest(row.siteId)}
      >
        <IconHandStop size="1.125rem" />
      </ActionIcon>
    </li>
  );
});

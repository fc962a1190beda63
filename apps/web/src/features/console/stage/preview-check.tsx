import { CloseButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeviceCheck } from '@diemcau/core';
import { standbySite } from '../../../live/floor.ts';
import { meterRatio } from '../../../live/level-meter.ts';
import { useAct } from '../../../live/use-act.ts';
import { selectPresence, useConference, useLive } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { LevelBar } from '../../../ui/level-bar.tsx';
import styles from './preview-check.module.css';
import { heardDbfs } from '../sites/site-rows.ts';

/** Whether the site on standby can be seen and heard, before everybody finds out. */
export function PreviewCheck() {
  const { t } = useTranslation();
  const view = useConference();
  const presence = useLive(selectPresence);
  const act = useAct();
  const why = useRules();
  const site = standbySite(view);
  if (!site || !view.standby) return null;
  const { requestId, check } = view.standby;
  return (
    <div className={styles.check} data-testid="preview-check">
      <div className={styles.head}>
        <p className={styles.name}>{site.name}</p>
        <CloseButton
          aria-label={t('console.check.cancel')}
          title={t('console.check.cancel')}
          disabled={why({ type: 'CancelStandby', requestId }) !== null}
          onClick={() => void act({ type: 'CancelStandby', requestId })}
          data-testid="cancel-standby"
        />
      </div>
      <LevelBar ratio={meterRatio(heardDbfs(presence[site.siteId]))} label={t('console.check.level')} />
      {check ? <Checks check={check} /> : <span className={styles.waiting}>{t('console.check.waiting')}</span>}
    </div>
  );
}

function Checks({ check }: { readonly check: DeviceCheck }) {
  const { t } = useTranslation();
  return (
    <span className={styles.checks}>
      {(['camera', 'microphone'] as const).map((device) => (
        <span key={device} className={styles.one} data-ok={check[device]}>
          {check[device] ? <IconCheck size="1rem" aria-hidden="true" /> : <IconX size="1rem" aria-hidden="true" />}
          {t(`console.check.${device}.${check[device]}`)}
        </span>
      ))}
    </span>
  );
}

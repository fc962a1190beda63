import { openRequestOf } from '@diemcau/core';
import type { SiteId } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { tallyOf } from '../../live/floor.ts';
import { useConference } from '../../live/use-live.ts';
import { OpenRequest } from './open-request.tsx';
import { OwnSpeech } from './own-speech.tsx';
import { RequestForm } from './request-form.tsx';
import styles from './request-panel.module.css';
import { SlidesButton } from './slides-button.tsx';

/** One of three: ask, wait, speak. Whoever may share slides can, in each of them. */
export function RequestPanel({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const view = useConference();
  const request = openRequestOf(view, siteId);
  const speaking = view.speech?.siteId === siteId;
  const waits = view.queue.length;
  return (
    <section className={styles.panel} aria-label={t('siteRoom.request.title')}>
      {speaking && view.speech ? (
        <OwnSpeech speech={view.speech} pausedAtMs={view.pausedAtMs} />
      ) : request ? (
        <OpenRequest request={request} tally={tallyOf(view, siteId)} />
      ) : (
        <RequestForm siteId={siteId} />
      )}
      <SlidesButton siteId={siteId} />
      {!speaking && (
        <p className={styles.waits}>{waits > 0 ? t('siteRoom.request.waiting', { count: waits }) : t('siteRoom.request.nobodyWaits')}</p>
      )}
    </section>
  );
}

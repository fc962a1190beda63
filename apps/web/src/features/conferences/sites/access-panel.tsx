import { useState } from 'react';
import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccessTable } from '../../../live/access/access-table.tsx';
import { useAccessSheet } from '../../../live/access/use-access-sheet.ts';
import { useConference } from '../../../live/use-live.ts';
import panel from '../panel.module.css';

/** Codes and links, shown when they are asked for: whoever stands behind the chair reads along. */
export function AccessPanel() {
  const { t } = useTranslation();
  const { conferenceId, phase, sites } = useConference();
  const [shown, setShown] = useState(false);
  return (
    <section className={panel.panel} aria-labelledby="access-title">
      <h2 id="access-title" className={panel.title}>
        {t('planning.sites.access')}
      </h2>
      <p className={panel.text}>
        {phase === 'closed' ? t('planning.sites.accessGone') : t('planning.sites.accessText', { address: `${location.origin}/join` })}
      </p>
      {phase !== 'closed' && !shown && (
        <div className={panel.actions}>
          <Button variant="default" onClick={() => setShown(true)} data-testid="show-access">
            {t('planning.sites.showAccess')}
          </Button>
        </div>
      )}
      {/* Rooms that came since have codes of their own. */}
      {phase !== 'closed' && shown && <Codes key={Object.keys(sites).length} conferenceId={conferenceId} />}
    </section>
  );
}

function Codes({ conferenceId }: { readonly conferenceId: string }) {
  const { t } = useTranslation();
  const { sheet, failed, again } = useAccessSheet(conferenceId);
  if (failed) {
    return (
      <p role="alert">
        {t('console.access.failed')} <Button onClick={again}>{t('action.retry')}</Button>
      </p>
    );
  }
  return sheet ? <AccessTable sheet={sheet} /> : <Loader aria-label={t('console.access.loading')} color="gray" type="dots" />;
}

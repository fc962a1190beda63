import { Button } from '@mantine/core';
import { IconDeviceTv, IconLayoutDashboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CopyButton } from '../../../live/access/copy-button.tsx';
import { siteAccess } from '../../../live/api.ts';
import { usePlan } from '../../../live/plan-provider.tsx';
import { useConference } from '../../../live/use-live.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import panel from '../panel.module.css';

/** The places of the day itself. */
export function WaysIn() {
  const { t } = useTranslation();
  const { plan } = usePlan();
  const { conferenceId, phase } = useConference();
  return (
    <section className={panel.panel} aria-labelledby="ways-title">
      <h2 id="ways-title" className={panel.title}>
        {t('planning.overview.links')}
      </h2>
      <div>
        <p className={panel.text}>{t(plan.isOfficer ? 'planning.overview.consoleText' : 'planning.overview.consoleNotOfficer')}</p>
      </div>
      <div className={panel.actions}>
        {plan.isOfficer && (
          <Button
            component={Link}
            to={`/console/${conferenceId}`}
            leftSection={<IconLayoutDashboard size="1.125rem" />}
            data-testid="to-console"
          >
            {t('planning.overview.console')}
          </Button>
        )}
        {plan.organises && phase !== 'closed' && <ScreenLink />}
      </div>
    </section>
  );
}

function ScreenLink() {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const { value } = useLoaded(conferenceId, () => siteAccess(conferenceId));
  if (!value?.screenUrl) return null;
  return (
    <>
      <Button
        component="a"
        href={value.screenUrl}
        target="_blank"
        rel="noreferrer"
        variant="default"
        leftSection={<IconDeviceTv size="1.125rem" />}
      >
        {t('planning.overview.screen')}
      </Button>
      <CopyButton text={value.screenUrl} label={t('planning.sites.copyLink')} size="sm" />
    </>
  );
}

import type { ComponentType } from 'react';
import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { PlanProvider, usePlan } from '../../live/plan-provider.tsx';
import { refreshSites } from '../../live/planning-api.ts';
import { useConference } from '../../live/use-live.ts';
import { PhaseChip } from '../../ui/phase-chip.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AgendaTab } from './agenda-tab.tsx';
import { ChecklistTab } from './checklist/checklist-tab.tsx';
import { DeskTab } from './desk-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import panel from './panel.module.css';
import styles from './conference-page.module.css';
import { PolicyTab } from './policy-tab.tsx';
import { PrintsTab } from './prints-tab.tsx';
import { SitesTab } from './sites/sites-tab.tsx';

const TABS = ['overview', 'agenda', 'sites', 'desk', 'policy', 'checklist', 'prints'] as const;
type TabName = (typeof TABS)[number];
const BODIES: Readonly<Record<TabName, ComponentType>> = {
  overview: OverviewTab,
  agenda: AgendaTab,
  sites: SitesTab,
  desk: DeskTab,
  policy: PolicyTab,
  checklist: ChecklistTab,
  prints: PrintsTab,
};

/** Everything that is prepared about one conference. */
export function ConferencePage() {
  const { conferenceId = '' } = useParams();
  return (
    <PlanProvider key={conferenceId} conferenceId={conferenceId}>
      <Preparation />
    </PlanProvider>
  );
}

function Preparation() {
  const { t, i18n } = useTranslation();
  const { plan } = usePlan();
  const view = useConference();
  useDocumentTitle(view.title);
  const when = view.startsAtMs === null ? t('planning.list.noDate') : dayTimeText(view.startsAtMs, i18n.language);
  return (
    <>
      <PageHead title={view.title} text={[when, plan.unit?.name].filter((word) => word !== undefined).join(' · ')}>
        <PhaseChip phase={view.phase} rehearsal={view.rehearsal} cancelled={view.cancelled !== null} />
      </PageHead>
      <Notices />
      <PreparationTabs />
    </>
  );
}

function PreparationTabs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { conferenceId = '', tab } = useParams();
  const current = TABS.find((name) => name === tab) ?? 'overview';
  const go = (name: string | null) =>
    void navigate(`/conferences/${conferenceId}${name === 'overview' ? '' : `/${name}`}`, { replace: true });
  return (
    <Tabs value={current} onChange={go} keepMounted={false} classNames={{ list: styles.tabs ?? '', tab: styles.tab ?? '' }}>
      <Tabs.List aria-label={t('planning.tab.label')}>
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
            {t(`planning.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map((name) => {
        const Body = BODIES[name];
        return (
          <Tabs.Panel key={name} value={name} className={styles.panel ?? ''}>
            <Body />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}

/** What stands above every part: that it is a rehearsal, called off, out of date or only to look at. */
function Notices() {
  const { t } = useTranslation();
  const { plan, problem } = usePlan();
  const { cancelled, rehearsal, phase } = useConference();
  return (
    <>
      {problem && (
        <div className={panel.notice} role="alert">
          <p>{t('planning.overview.cut')}</p>
        </div>
      )}
      {rehearsal && (
        <div className={panel.notice} data-testid="rehearsal-notice">
          <p>
            <strong>{t('planning.rehearsalMark')}</strong>{' '}
            {plan.rehearsalOf
              ? t('planning.overview.isRehearsalOf', { title: plan.rehearsalOf.title })
              : t('planning.overview.isRehearsal')}
          </p>
          {plan.rehearsalOf && (
            <Button
              component={Link}
              to={`/conferences/${plan.rehearsalOf.conferenceId}`}
              variant="default"
              size="sm"
              data-testid="to-original"
            >
              {t('planning.overview.toOriginal')}
            </Button>
          )}
        </div>
      )}
      {cancelled && !rehearsal && (
        <div className={panel.notice}>
          <p>
            <strong>{t('planning.overview.cancelled')}</strong>{' '}
            {cancelled.reason !== '' && t('planning.overview.cancelledWhy', { reason: cancelled.reason })}
          </p>
        </div>
      )}
      {!plan.organises && (
        <div className={panel.notice}>
          <p>{t('planning.overview.readOnly')}</p>
        </div>
      )}
      {plan.changedSites > 0 && plan.organises && (phase === 'draft' || phase === 'scheduled') && <ChangedSites />}
    </>
  );
}

function ChangedSites() {
  const { t } = useTranslation();
  const { plan, read } = usePlan();
  const { conferenceId } = useConference();
  return (
    <div className={panel.notice}>
      <p>{t('planning.overview.changedSites', { count: plan.changedSites })}</p>
      <Button variant="default" size="sm" onClick={() => void refreshSites(conferenceId).then(read)}>
        {t('planning.overview.refresh')}
      </Button>
    </div>
  );
}

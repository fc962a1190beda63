import { Skeleton, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { systemState } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useStaff } from '../../live/staff.ts';
import { PageHead } from '../../ui/staff-layout.tsx';
import { clockText } from '../../ui/time-text.ts';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { CalendarTab } from './calendar-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { StateTab } from './state-tab.tsx';
import { UpkeepTab } from './upkeep-tab.tsx';
import { useRefreshed } from './use-refreshed.ts';
import styles from './administration.module.css';

/** A person who restarts something watches for it; a request costs the server a few milliseconds. */
const REFRESH_EVERY_MS = 5_000;
const TABS = ['state', 'upkeep', 'settings', 'organisation', 'calendar'] as const;
type Tab = (typeof TABS)[number];

/** How the installation is, and what is set about it as a whole. */
export function AdministrationPage() {
  const { t, i18n } = useTranslation();
  const { mayEverywhere } = useStaff();
  const [query, setQuery] = useSearchParams();
  const { value, problem, again } = useRefreshed(systemState, REFRESH_EVERY_MS);
  useDocumentTitle(t('administration.title'));
  const tab = TABS.find((one) => one === query.get('tab')) ?? 'state';
  const choose = (wanted: string | null) => setQuery(wanted === null || wanted === 'state' ? {} : { tab: wanted }, { replace: true });
  const mayChange = mayEverywhere('system.change');
  const time = value && clockText(value.nowMs, i18n.language, true);
  return (
    <>
      <PageHead title={t('administration.title')} text={t('administration.text')} />
      {value && problem && (
        <p role="status" className={styles.stale} data-testid="administration-stale">
          {t('administration.stale', { time })}
        </p>
      )}
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List aria-label={t('administration.tabs.label')} className={styles.tabs ?? ''}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one} data-testid={`tab-${one}`}>
              {t(`administration.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md" data-testid={`panel-${tab}`}>
          {tab === 'organisation' && <ProfileTab mayChange={mayChange} />}
          {tab === 'calendar' && <CalendarTab mayChange={mayChange} />}
          {needsState(tab) && !value && problem && <LoadFailure problem={problem} again={again} />}
          {needsState(tab) && !value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
          {value && tab === 'state' && <StateTab state={value} />}
          {value && tab === 'upkeep' && <UpkeepTab state={value} mayChange={mayChange} onAsked={again} />}
          {value && tab === 'settings' && <SettingsTab settings={value.settings} />}
        </Tabs.Panel>
      </Tabs>
      {value && !problem && needsState(tab) && <p className={styles.refreshed}>{t('administration.refreshed', { time })}</p>}
    </>
  );
}

function needsState(tab: Tab): boolean {
  return tab === 'state' || tab === 'upkeep' || tab === 'settings';
}

import { useState } from 'react';
import { Button, NumberInput, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeriesState, SeriesTemplate } from '@diemcau/core';
import { AccountSelect } from '../../live/account-select.tsx';
import { allSites } from '../../live/organisation-api.ts';
import { changeSeries, listedAccounts } from '../../live/planning-api.ts';
import { PolicyFields } from '../../live/policy-fields.tsx';
import { RegisteredSiteSelect } from '../../live/registered-site-select.tsx';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import { tellDone } from '../../ui/tell.ts';
import { CopyTemplate } from './copy-template.tsx';
import { InvitedUnits } from './invited-units.tsx';
import styles from './series.module.css';
import { TemplateAgenda } from './template-agenda.tsx';

const TODAY = { day: '', knownMs: '' } as const;
/** As core allows (series/commands.ts). */
const LEAD_MAX_DAYS = 30;

interface TemplateFormProps {
  readonly series: SeriesState;
  readonly onDone: () => void;
}

/** What each conference of the series begins with; saved as a whole. */
export function TemplateForm({ series, onDone }: TemplateFormProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const units = useUnitTree(TODAY);
  const [template, setTemplate] = useState<SeriesTemplate>(series.template);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<SeriesTemplate>) => setTemplate({ ...template, ...part });
  const changed = JSON.stringify(template) !== JSON.stringify(series.template);
  const save = async () => {
    setBusy(true);
    const answer = await changeSeries(series.seriesId, { type: 'SetTemplate', template });
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(t('planning.series.saved'));
    onDone();
  };
  return (
    <>
      <section className={styles.panel} aria-labelledby="invited-title">
        <h2 id="invited-title" className={styles.title}>
          {t('planning.series.invited')}
        </h2>
        <p className={styles.text}>{t('planning.series.invitedText')}</p>
        {units.tree ? (
          <InvitedUnits tree={units.tree} invited={template.invited} onChange={(invited) => change({ invited })} />
        ) : (
          <Skeleton height={80} radius="md" aria-label={t('staff.loading')} />
        )}
      </section>
      <Defaults series={series} template={template} change={change} />
      <section className={`${styles.panel} ${styles.wide}`} aria-labelledby="template-title">
        <h2 id="template-title" className={styles.title}>
          {t('planning.series.template')}
        </h2>
        <p className={styles.text}>{t('planning.series.templateText')}</p>
        <TemplateAgenda agenda={template.agenda} tree={units.tree} onChange={(agenda) => change({ agenda })} />
      </section>
      <section className={`${styles.panel} ${styles.wide}`} aria-labelledby="policy-title">
        <h2 id="policy-title" className={styles.title}>
          {t('planning.tab.policy')}
        </h2>
        <PolicyFields settings={template.settings} onChange={(settings) => change({ settings: { ...settings } })} />
      </section>
      <div className={`${styles.actions} ${styles.wide}`}>
        <Button loading={busy} disabled={!changed} onClick={() => void save()} data-testid="template-save">
          {t('planning.series.save')}
        </Button>
        {changed && (
          <p role="status" className={styles.unsaved}>
            {t('planning.series.unsaved')}
          </p>
        )}
        {trouble !== '' && (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
      </div>
    </>
  );
}

interface DefaultsProps {
  readonly series: SeriesState;
  readonly template: SeriesTemplate;
  readonly change: (part: Partial<SeriesTemplate>) => void;
}

/** Hall, chair, and how long after the reports; or everything from a conference that went well. */
function Defaults({ series, template, change }: DefaultsProps) {
  const { t } = useTranslation();
  const { may } = useStaff();
  const sites = useLoaded('sites', allSites);
  const accounts = useLoaded('accounts', listedAccounts);
  const chair = template.officers.find(({ roles }) => roles.includes('chair'))?.accountId ?? null;
  return (
    <section className={styles.panel} aria-labelledby="defaults-title">
      <h2 id="defaults-title" className={styles.title}>
        {t('planning.series.defaults')}
      </h2>
      {may('site.read') && (
        <RegisteredSiteSelect
          label={t('planning.field.hall')}
          sites={sites.value?.sites ?? []}
          value={template.hallSiteId}
          onChange={(hallSiteId) => change({ hallSiteId })}
          testId="template-hall"
        />
      )}
      {may('account.read') && (
        <AccountSelect
          label={t('planning.field.chair')}
          accounts={accounts.value?.accounts ?? []}
          value={chair}
          onChange={(accountId) => change({ officers: withChair(template.officers, accountId) })}
          testId="template-chair"
        />
      )}
      <NumberInput
        label={t('planning.series.lead')}
        value={template.leadWorkingDays}
        onChange={(value) => change({ leadWorkingDays: Number(value) || 0 })}
        min={0}
        max={LEAD_MAX_DAYS}
        clampBehavior="strict"
        allowDecimal={false}
      />
      <CopyTemplate series={series} onCopy={change} />
    </section>
  );
}

/** One chair; whoever was it keeps their other roles. */
function withChair(officers: SeriesTemplate['officers'], accountId: string | null): SeriesTemplate['officers'] {
  const others = officers
    .filter((officer) => officer.accountId !== accountId)
    .map((officer) => ({ ...officer, roles: officer.roles.filter((role) => role !== 'chair') }))
    .filter(({ roles }) => roles.length > 0);
  return accountId === null ? others : [{ accountId, roles: ['chair'] }, ...others];
}

import { useState } from 'react';
import { Select, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConferenceKind } from '@diemcau/core';
import { AccountSelect } from '../../../live/account-select.tsx';
import { LoadFailure } from '../../../live/load-failure.tsx';
import { allSites } from '../../../live/organisation-api.ts';
import { createConference, listedAccounts } from '../../../live/planning-api.ts';
import type { BlankConference } from '../../../live/planning-api.ts';
import { RegisteredSiteSelect } from '../../../live/registered-site-select.tsx';
import { useStaff } from '../../../live/staff.ts';
import { UnitPicker } from '../../../live/unit-picker.tsx';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useUnitTree } from '../../../live/use-unit-tree.ts';
import { WhenFields } from '../../../live/when-fields.tsx';
import { msOf, USUAL_TIME } from '../../../live/when.ts';
import panel from '../panel.module.css';
import { CreateShell } from './create-shell.tsx';
import { TitleField } from './title-field.tsx';

const KINDS: readonly ConferenceKind[] = ['briefing', 'study', 'other'];
const TODAY = { day: '', knownMs: '' } as const;
const NONE: ReadonlySet<string> = new Set();

/** A hall and a chair; everything else comes on the page of the conference. */
export function BlankForm() {
  const { t } = useTranslation();
  const { account } = useStaff();
  const units = useUnitTree(TODAY);
  const sites = useLoaded('sites', allSites);
  const accounts = useLoaded('accounts', listedAccounts);
  const [form, setForm] = useState({ title: '', kind: 'briefing' as ConferenceKind, when: { day: '', time: USUAL_TIME } });
  const [unitId, setUnitId] = useState<string | null>(null);
  const [hallSiteId, setHall] = useState<string | null>(null);
  const [chairId, setChair] = useState<string | null>(account.accountId);
  const problem = units.problem ?? sites.problem;
  const again = () => {
    units.again();
    sites.again();
  };
  if (problem) return <LoadFailure problem={problem} again={again} />;
  if (!units.tree || !sites.value) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  const atMs = msOf(form.when);
  const title = form.title.trim();
  const ready = title !== '' && atMs !== null && unitId !== null && hallSiteId !== null && chairId !== null;
  const own: BlankConference['officers'] = chairId === account.accountId ? [] : [{ accountId: account.accountId, roles: ['secretary'] }];
  const listed = accounts.value?.accounts ?? [{ ...account, disabledAtMs: null }];
  return (
    <CreateShell
      create={
        ready
          ? (conferenceId) =>
              createConference({
                ...{ conferenceId, unitId, title, kind: form.kind, startsAtMs: atMs, hallSiteId, siteIds: [] },
                officers: [{ accountId: chairId, roles: ['chair'] }, ...own],
              })
          : null
      }
    >
      <TitleField title={form.title} onChange={(words) => setForm({ ...form, title: words })} />
      <div className={panel.row}>
        <Select
          label={t('planning.field.kind')}
          data={KINDS.map((value) => ({ value, label: t(`planning.kind.${value}`) }))}
          value={form.kind}
          onChange={(value) => setForm({ ...form, kind: KINDS.find((one) => one === value) ?? form.kind })}
          allowDeselect={false}
        />
        <WhenFields when={form.when} onChange={(when) => setForm({ ...form, when })} />
      </div>
      <UnitPicker
        label={t('planning.field.unit')}
        tree={units.tree}
        value={unitId}
        onChange={setUnitId}
        without={NONE}
        required
        testId="new-unit"
      />
      <RegisteredSiteSelect
        label={t('planning.field.hall')}
        sites={sites.value.sites}
        value={hallSiteId}
        onChange={setHall}
        required
        testId="new-hall"
      />
      <AccountSelect label={t('planning.field.chair')} accounts={listed} value={chairId} onChange={setChair} required testId="new-chair" />
    </CreateShell>
  );
}

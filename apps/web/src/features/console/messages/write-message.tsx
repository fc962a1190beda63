import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Addressee } from '@diemcau/core';
import { newId } from '../../../live/new-id.ts';
import { TextForm } from '../../../live/text-form.tsx';
import { useConference } from '../../../live/use-live.ts';
import { branchesOf } from '../people/branches.ts';
import { SiteSelect, withoutMarks } from '../sites/site-select.tsx';
import styles from './messages-panel.module.css';

const KINDS = ['all', 'branch', 'site'] as const;
type Kind = Addressee['kind'];
const WORDS = { all: 'desk.messages.toAll', branch: 'desk.messages.toBranch', site: 'desk.messages.toSite' } as const;

/** To one room, a branch or all. */
export function WriteMessage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('all');
  const [siteId, setSiteId] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const to = addressee(kind, siteId, unitId);
  return (
    <div className={styles.form}>
      <TextForm
        label={t('desk.messages.text')}
        submitLabel={t('desk.messages.send')}
        commandOf={(text) => to && { type: 'SendMessage', messageId: newId(), to, text }}
        testId="message"
      >
        <Select
          label={t('desk.messages.to')}
          data={KINDS.map((value) => ({ value, label: t(WORDS[value]) }))}
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'all')}
          allowDeselect={false}
          data-testid="message-to"
        />
        {kind === 'site' && <SiteSelect label={t('desk.messages.site')} siteId={siteId} onPick={setSiteId} testId="message-site" />}
        {kind === 'branch' && <BranchSelect unitId={unitId} onPick={setUnitId} />}
      </TextForm>
    </div>
  );
}

function addressee(kind: Kind, siteId: string | null, unitId: string | null): Addressee | null {
  if (kind === 'site') return siteId === null ? null : { kind, siteId };
  if (kind === 'branch') return unitId === null ? null : { kind, unitId };
  return { kind: 'all' };
}

interface BranchSelectProps {
  readonly unitId: string | null;
  readonly onPick: (unitId: string | null) => void;
}

function BranchSelect({ unitId, onPick }: BranchSelectProps) {
  const { t } = useTranslation();
  const view = useConference();
  const data = useMemo(
    () => branchesOf(view).map((branch) => ({ value: branch.unitId, label: `${branch.name} (${branch.sites})` })),
    [view],
  );
  return (
    <Select
      label={t('desk.messages.branch')}
      placeholder={t('desk.people.search')}
      data={data}
      value={unitId}
      onChange={onPick}
      searchable
      filter={withoutMarks}
      data-testid="message-branch"
    />
  );
}

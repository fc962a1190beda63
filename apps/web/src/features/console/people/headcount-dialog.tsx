import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { SiteSelect } from '../sites/site-select.tsx';
import styles from './people-panel.module.css';

/** What the dialog was opened for; `siteId` null: any room. */
export interface Counting {
  readonly siteId: SiteId | null;
}

interface HeadcountDialogProps {
  readonly counting: Counting | null;
  readonly onClose: () => void;
}

/** The desk writes down what a room said on the telephone. */
export function HeadcountDialog({ counting, onClose }: HeadcountDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={counting !== null} onClose={onClose} title={t('desk.people.enter')}>
      {counting && <HeadcountForm firstSiteId={counting.siteId} onClose={onClose} />}
    </Modal>
  );
}

/** As core allows (commands.ts). */
const HEADCOUNT_MAX = 100_000;

function HeadcountForm({ firstSiteId, onClose }: { readonly firstSiteId: SiteId | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const view = useConference();
  const [siteId, setSiteId] = useState(firstSiteId);
  const known = siteId === null ? undefined : view.headcounts[siteId]?.at(-1)?.count;
  const [typed, setTyped] = useState<number | string>('');
  const count = typed === '' ? known : Number(typed);
  const command = siteId === null || count === undefined ? null : ({ type: 'ReportHeadcount', siteId, count } as const);
  const refusal = command && why(command);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (command && (await act(command)).ok) onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <SiteSelect label={t('desk.people.room')} siteId={siteId} onPick={setSiteId} testId="headcount-site" />
      <NumberInput
        label={t('desk.people.number')}
        value={typed === '' ? (known ?? '') : typed}
        onChange={setTyped}
        min={0}
        max={HEADCOUNT_MAX}
        allowDecimal={false}
        {...(firstSiteId === null ? {} : { 'data-autofocus': true })}
        data-testid="headcount-number"
      />
      {refusal && <p className={styles.reason}>{t(`refusal.${refusal.code}`)}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" disabled={command === null || refusal !== null} data-testid="headcount-save">
          {t('desk.people.save')}
        </Button>
      </Group>
    </form>
  );
}

import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandOf } from '@diemcau/core';
import { newId } from '../../../live/new-id.ts';
import { useAct } from '../../../live/use-act.ts';
import { useRules } from '../../../live/use-rules.ts';
import styles from './add-request-dialog.module.css';
import { SitePicker } from '../sites/site-picker.tsx';

/** What the add dialog was opened for; `siteId` null: any site. */
export interface Adding {
  readonly siteId: string | null;
}

interface AddRequestDialogProps {
  readonly adding: Adding | null;
  readonly onClose: () => void;
}

export function AddRequestDialog({ adding, onClose }: AddRequestDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={adding !== null} onClose={onClose} title={t('console.add.title')} size="lg">
      {adding && <AddRequestForm key={adding.siteId} firstSiteId={adding.siteId} onClose={onClose} />}
    </Modal>
  );
}

/** As long as core allows (commands.ts). */
const SUBJECT_MAX_CHARS = 200;

function AddRequestForm({ firstSiteId, onClose }: { readonly firstSiteId: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const [siteId, setSiteId] = useState(firstSiteId);
  const [subject, setSubject] = useState('');
  const [kind, setKind] = useState<'speech' | 'point-of-order'>('speech');
  const command: CommandOf<'RequestFloor'> = { type: 'RequestFloor', requestId: 'asking', siteId: siteId ?? '', kind, subject };
  const refusal = siteId === null ? null : why(command);
  useEffect(() => setSiteId(firstSiteId), [firstSiteId]);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (siteId === null || refusal) return;
    const outcome = await act({ ...command, requestId: newId() });
    if (outcome.ok) onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <SitePicker siteId={siteId} onPick={setSiteId} />
      <Textarea
        label={t('console.add.subject')}
        placeholder={t('console.add.subjectPlaceholder')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        maxLength={SUBJECT_MAX_CHARS}
        rows={2}
        data-testid="add-subject"
      />
      <SegmentedControl
        aria-label={t('console.add.kind')}
        value={kind}
        onChange={(value) => setKind(value === 'speech' ? 'speech' : 'point-of-order')}
        data={[
          { value: 'speech', label: t('requestKind.speech') },
          { value: 'point-of-order', label: t('requestKind.point-of-order') },
        ]}
      />
      {refusal && <p className={styles.reason}>{t(`refusal.${refusal.code}`)}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" disabled={siteId === null || refusal !== null} data-testid="add-submit">
          {t('console.add.submit')}
        </Button>
      </Group>
    </form>
  );
}

import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CommandOf, SiteId } from '@diemcau/core';
import { newId } from '../../live/new-id.ts';
import { useAct } from '../../live/use-act.ts';
import { useRules } from '../../live/use-rules.ts';
import styles from './request-panel.module.css';

/** As long as core allows (commands.ts): a sentence for a lower third. */
const SUBJECT_MAX_CHARS = 200;

/** The room asks for the floor, with what it wants to speak about. */
export function RequestForm({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const [subject, setSubject] = useState('');
  const [pointOfOrder, setPointOfOrder] = useState(false);
  const [sending, setSending] = useState(false);
  const command: CommandOf<'RequestFloor'> = {
    type: 'RequestFloor',
    requestId: 'asking',
    siteId,
    kind: pointOfOrder ? 'point-of-order' : 'speech',
    subject,
  };
  const refusal = why(command);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal || sending) return;
    setSending(true);
    const outcome = await act({ ...command, requestId: newId() });
    setSending(false);
    if (outcome.ok) setSubject('');
  }

  return (
    <form onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
      <h2 className={styles.title}>{t('siteRoom.request.title')}</h2>
      <Textarea
        label={t('siteRoom.request.subject')}
        placeholder={t('siteRoom.request.subjectPlaceholder')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        maxLength={SUBJECT_MAX_CHARS}
        rows={3}
        size="md"
        data-testid="request-subject"
      />
      <Checkbox
        checked={pointOfOrder}
        onChange={(event) => setPointOfOrder(event.currentTarget.checked)}
        label={t('siteRoom.request.pointOfOrder')}
        description={t('siteRoom.request.pointOfOrderHint')}
        data-testid="request-point-of-order"
      />
      <Button
        type="submit"
        size="lg"
        loading={sending}
        disabled={refusal !== null}
        leftSection={<IconHandStop size="1.25rem" />}
        data-testid="request-floor"
      >
        {t('siteRoom.request.submit')}
      </Button>
      {refusal && <p className={styles.reason}>{t(`refusal.${refusal.code}`)}</p>}
    </form>
  );
}

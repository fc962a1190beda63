import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePlan } from '../../../live/plan-provider.tsx';
import { givePlanning } from '../../../live/planning-api.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { tellDone } from '../../../ui/tell.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import panel from '../panel.module.css';

/** As core allows (conference/commands.ts). */
const REASON_MAX_CHARS = 500;

/** What becomes of it otherwise: another one is made of it, or it is called off. */
export function FatePanel() {
  const { t } = useTranslation();
  const { plan } = usePlan();
  const why = useRules();
  const { conferenceId, rehearsal } = useConference();
  const [asking, setAsking] = useState(false);
  const mayCancel = !rehearsal && why({ type: 'CancelConference', reason: '?' }) === null && plan.view.cancelled === null;
  if (rehearsal || (!plan.mayCreate && !mayCancel)) return null;
  return (
    <section className={panel.panel} aria-labelledby="fate-title">
      <h2 id="fate-title" className={panel.title}>
        {t('planning.overview.fate')}
      </h2>
      <div className={panel.actions}>
        {plan.mayCreate && (
          <Button
            component={Link}
            to={`/conferences/new?from=${conferenceId}`}
            variant="default"
            leftSection={<IconCopy size="1.125rem" />}
            data-testid="duplicate"
          >
            {t('planning.overview.duplicate')}
          </Button>
        )}
        {mayCancel && (
          <Button variant="outline" color="red" c="var(--dc-on-air-text)" onClick={() => setAsking(true)} data-testid="cancel-conference">
            {t('planning.overview.cancel')}
          </Button>
        )}
      </div>
      {asking && <CancelDialog onClose={() => setAsking(false)} />}
    </section>
  );
}

function CancelDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { read } = usePlan();
  const troubleText = useTroubleText();
  const { conferenceId } = useConference();
  const [reason, setReason] = useState('');
  const cancel = async (): Promise<string | null> => {
    const answer = await givePlanning(conferenceId, { type: 'CancelConference', reason });
    if (!answer.ok) return troubleText(answer.problem);
    tellDone(t('planning.overview.cancelledDone'));
    await read();
    return null;
  };
  return (
    <ConfirmDialog
      title={t('planning.overview.cancelTitle')}
      text={t('planning.overview.cancelText')}
      submitLabel={t('planning.overview.cancel')}
      danger
      blocked={reason.trim() === ''}
      onSubmit={cancel}
      onClose={onClose}
    >
      <Textarea
        label={t('planning.overview.cancelReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={REASON_MAX_CHARS}
        autosize
        minRows={2}
        required
        data-autofocus
      />
    </ConfirmDialog>
  );
}

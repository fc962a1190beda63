import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closeRequest } from '../../live/keeping-api.ts';
import type { RequestOutcome } from '../../live/keeping-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import styles from './personal-data.module.css';

export function CloseButtons({ requestId, onDone }: { readonly requestId: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [busy, setBusy] = useState<RequestOutcome | null>(null);
  const close = async (outcome: RequestOutcome) => {
    setBusy(outcome);
    const answer = await closeRequest(requestId, outcome);
    setBusy(null);
    if (answer.ok) tellDone(t('personalData.requests.closed'));
    else tellProblem(troubleText(answer.problem));
    onDone();
  };
  return (
    <div className={styles.actions}>
      <Button
        size="sm"
        variant="default"
        loading={busy === 'answered'}
        onClick={() => void close('answered')}
        data-testid="request-answered"
      >
        {t('personalData.requests.close')}
      </Button>
      <Button size="sm" variant="subtle" color="gray" loading={busy === 'declined'} onClick={() => void close('declined')}>
        {t('personalData.requests.decline')}
      </Button>
    </div>
  );
}

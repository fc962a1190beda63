import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPrinter, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { retryMail } from '../../live/keeping-api.ts';
import type { ListedMail } from '../../live/keeping-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './mails.module.css';

interface MailLineProps {
  readonly mail: ListedMail;
  readonly onChanged: () => void;
  readonly onSlip: () => void;
}

export function MailLine({ mail, onChanged, onSlip }: MailLineProps) {
  const { t } = useTranslation();
  const { accountId, name, address, kind, state, error } = mail;
  return (
    <li className={styles.line} data-testid="mail-line" data-state={state}>
      <div className={styles.words}>
        <div className={styles.name}>
          <Link to={`/accounts/${encodeURIComponent(accountId)}`}>{name}</Link>
          <span className={styles.state} data-state={state}>
            {t(`mails.state.${state}`)}
          </span>
        </div>
        <div>
          {t(`mails.kind.${kind}`)} · {address ?? t('mails.noAddress')}
        </div>
        <MailTimes mail={mail} />
        {error !== '' && state !== 'sent' && <div className={styles.why}>{t('mails.why', { error })}</div>}
      </div>
      <div className={styles.actions}>
        {state === 'failed' && <RetryButton mailId={mail.mailId} onDone={onChanged} />}
        {state !== 'sent' && (
          <Button variant="default" size="sm" leftSection={<IconPrinter size="1.125rem" />} onClick={onSlip} data-testid="mail-slip">
            {t('mails.slip')}
          </Button>
        )}
      </div>
    </li>
  );
}

function MailTimes({ mail: { state, createdAtMs, sentAtMs, nextAtMs, attempts } }: { readonly mail: ListedMail }) {
  const { t, i18n } = useTranslation();
  const time = (atMs: number) => dayTimeText(atMs, i18n.language);
  const words = [
    sentAtMs === null ? t('mails.made', { time: time(createdAtMs) }) : t('mails.sentAt', { time: time(sentAtMs) }),
    attempts > 0 ? t('mails.attempts', { count: attempts }) : null,
    state === 'queued' && attempts > 0 ? t('mails.next', { time: time(nextAtMs) }) : null,
  ];
  return <div className={styles.quiet}>{words.filter((word) => word !== null).join(' · ')}</div>;
}

function RetryButton({ mailId, onDone }: { readonly mailId: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    const answer = await retryMail(mailId);
    setBusy(false);
    if (answer.ok) tellDone(t('mails.retried'));
    else tellProblem(troubleText(answer.problem));
    onDone();
  };
  return (
    <Button size="sm" loading={busy} leftSection={<IconSend size="1.125rem" />} onClick={() => void retry()} data-testid="mail-retry">
      {t('mails.retry')}
    </Button>
  );
}

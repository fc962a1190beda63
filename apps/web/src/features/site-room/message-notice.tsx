import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../../ui/time-text.ts';
import styles from './room-side.module.css';
import type { RoomMessages } from './use-messages.ts';

/** The newest message that was not read, whatever tab is open; read out when the reader is free. */
export function MessageNotice({ messages }: { readonly messages: RoomMessages }) {
  const { t, i18n } = useTranslation();
  const [newest, ...more] = messages.fresh;
  return (
    <div role="status" aria-live="polite">
      {newest && (
        <div key={newest.messageId} className={styles.notice} data-testid="message-notice">
          <p className={styles.line}>
            <span className={styles.strong}>
              <IconMail size="1.125em" aria-hidden="true" /> {t('room.messages.title')}
            </span>
            <time className={styles.quiet}>{clockText(newest.sentAtMs, i18n.language, false)}</time>
          </p>
          <p className={styles.text}>{newest.text}</p>
          {more.length > 0 && <p className={styles.quiet}>{t('room.messages.unread', { count: messages.fresh.length })}</p>}
          <Button size="sm" variant="default" onClick={messages.markRead} data-testid="message-read">
            {t('room.messages.read')}
          </Button>
        </div>
      )}
    </div>
  );
}

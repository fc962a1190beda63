import { useTranslation } from 'react-i18next';
import type { Addressee } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import posts from '../../../live/post-list.module.css';
import { useConference } from '../../../live/use-live.ts';
import { clockText } from '../../../ui/time-text.ts';
import { unitNameOf } from '../people/branches.ts';
import styles from './messages-panel.module.css';

/** What was sent, the newest on top. */
export function SentMessages() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const messages = Object.values(view.messages).sort((a, b) => b.no - a.no);
  if (messages.length === 0) return <p className={styles.none}>{t('desk.messages.none')}</p>;
  return (
    <ol className={posts.list}>
      {messages.map((message) => (
        <li key={message.messageId} className={posts.post} data-testid="sent-message">
          <p className={posts.about}>
            <span className={posts.who}>
              <AddresseeName to={message.to} />
            </span>
            <time>{clockText(message.sentAtMs, i18n.language, false)}</time>
          </p>
          <p className={posts.text}>{message.text}</p>
        </li>
      ))}
    </ol>
  );
}

function AddresseeName({ to }: { readonly to: Addressee }) {
  const { t } = useTranslation();
  const view = useConference();
  if (to.kind === 'all') return t('desk.messages.toAll');
  if (to.kind === 'site') return siteOf(view, to.siteId)?.name ?? to.siteId;
  return `${t('desk.messages.branch')}: ${unitNameOf(view, to.unitId) ?? t('desk.messages.unknownBranch')}`;
}

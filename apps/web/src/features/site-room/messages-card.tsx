import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { newId } from '../../live/new-id.ts';
import { PostList } from '../../live/post-list.tsx';
import { TextForm } from '../../live/text-form.tsx';
import { useConference } from '../../live/use-live.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './room-side.module.css';
import type { RoomMessages } from './use-messages.ts';

/** Everything the desk has written to this room, and the channel while it is open. */
export function MessagesCard({ siteId, messages }: { readonly siteId: SiteId; readonly messages: RoomMessages }) {
  const { t, i18n } = useTranslation();
  const { channelOpen } = useConference();
  return (
    <>
      <section className={styles.card} aria-labelledby="room-messages">
        <h2 id="room-messages" className={styles.title}>
          {t('room.messages.title')}
        </h2>
        {messages.messages.length === 0 && <p className={styles.quiet}>{t('room.messages.none')}</p>}
        <ol className={styles.list}>
          {messages.messages.map(({ messageId, to, text, sentAtMs }) => (
            <li key={messageId} data-testid="room-message">
              <p className={styles.quiet}>
                {clockText(sentAtMs, i18n.language, false)} · {t(to.kind === 'all' ? 'room.messages.toAll' : 'room.messages.toUs')}
              </p>
              <p className={styles.text}>{text}</p>
            </li>
          ))}
        </ol>
      </section>
      {channelOpen && <Channel siteId={siteId} />}
    </>
  );
}

function Channel({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  return (
    <section className={styles.card} aria-labelledby="room-channel">
      <h2 id="room-channel" className={styles.title}>
        {t('room.messages.channel')}
      </h2>
      <div className={styles.channel}>
        <TextForm
          label={t('desk.messages.post')}
          submitLabel={t('desk.messages.postSubmit')}
          commandOf={(text) => ({ type: 'PostMessage', postId: newId(), siteId, text })}
          testId="post"
        />
        <PostList />
      </div>
    </section>
  );
}

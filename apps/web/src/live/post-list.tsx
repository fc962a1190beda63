import { useTranslation } from 'react-i18next';
import { clockText } from '../ui/time-text.ts';
import { siteOf } from './floor.ts';
import styles from './post-list.module.css';
import { newestPosts } from './posts.ts';
import { useConference } from './use-live.ts';

/** The channel of all rooms, the newest on top. */
export function PostList() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  return (
    <ol className={styles.list} role="log" aria-label={t('desk.messages.channel')}>
      {newestPosts(view).map((post) => (
        <li key={post.postId} className={styles.post} data-testid="post">
          <p className={styles.about}>
            <span className={styles.who}>{post.siteId === null ? t('message.bureau') : siteOf(view, post.siteId)?.name}</span>
            <time>{clockText(post.postedAtMs, i18n.language, false)}</time>
          </p>
          <p className={styles.text}>{post.text}</p>
        </li>
      ))}
    </ol>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import { PostList } from '../../../live/post-list.tsx';
import { TextForm } from '../../../live/text-form.tsx';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import styles from './messages-panel.module.css';

/** The chair opens and closes it; the desk reads and writes in it. */
export function ChannelDesk() {
  const { t } = useTranslation();
  const { channelOpen, posts } = useConference();
  return (
    <>
      <ChannelSwitch />
      {channelOpen && (
        <div className={styles.form}>
          <TextForm
            label={t('desk.messages.post')}
            submitLabel={t('desk.messages.postSubmit')}
            commandOf={(text) => ({ type: 'PostMessage', postId: newId(), siteId: null, text })}
            testId="post"
          />
        </div>
      )}
      {channelOpen && Object.keys(posts).length === 0 && <p className={styles.none}>{t('desk.messages.noPosts')}</p>}
      <PostList />
    </>
  );
}

function ChannelSwitch() {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { channelOpen } = useConference();
  const command = { type: channelOpen ? 'CloseChannel' : 'OpenChannel' } as const;
  const refusal = why(command);
  return (
    <div className={styles.state} data-open={channelOpen}>
      <p>
        {t(channelOpen ? 'desk.messages.channelOpen' : 'desk.messages.channelClosed')}
        {refusal && <small> {t(`refusal.${refusal.code}`)}</small>}
      </p>
      <Button
        size="sm"
        variant={channelOpen ? 'default' : 'filled'}
        disabled={refusal !== null}
        onClick={() => void act(command)}
        data-testid="channel-switch"
      >
        {t(channelOpen ? 'desk.messages.closeChannel' : 'desk.messages.openChannel')}
      </Button>
    </div>
  );
}

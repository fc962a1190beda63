import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import panel from '../panel.module.css';
import { ScrollBody } from '../scroll-body.tsx';
import { ChannelDesk } from './channel-desk.tsx';
import { SentMessages } from './sent-messages.tsx';
import { WriteMessage } from './write-message.tsx';

type Shown = 'rooms' | 'channel';

/** From the desk to rooms, and the channel of all rooms. */
export function MessagesPanel() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>('rooms');
  return (
    <section className={panel.panel} aria-labelledby="messages-title">
      <header className={panel.head}>
        <h2 id="messages-title" className={panel.title}>
          {t('desk.tabs.messages')}
        </h2>
        <span className={panel.count} />
        <SegmentedControl
          size="sm"
          aria-label={t('desk.messages.which')}
          value={shown}
          onChange={(value) => setShown(value === 'channel' ? 'channel' : 'rooms')}
          data={[
            { value: 'rooms', label: t('desk.messages.toRooms') },
            { value: 'channel', label: t('desk.messages.channel') },
          ]}
        />
      </header>
      <ScrollBody labelledBy="messages-title">
        {shown === 'rooms' ? (
          <>
            <WriteMessage />
            <SentMessages />
          </>
        ) : (
          <ChannelDesk />
        )}
      </ScrollBody>
    </section>
  );
}

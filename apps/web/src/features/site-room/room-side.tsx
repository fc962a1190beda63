import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { tallyOf } from '../../live/floor.ts';
import { useConference } from '../../live/use-live.ts';
import tabRow from '../../ui/tab-row.module.css';
import { AgendaCard } from './agenda-card.tsx';
import { RoomBallots } from './ballots/room-ballots.tsx';
import { CheckInCard } from './check-in/check-in-card.tsx';
import { DocumentsCard } from './documents/documents-card.tsx';
import { HeadcountCard } from './headcount-card.tsx';
import { HelpCard } from './help-card.tsx';
import { HelpNotice } from './help-notice.tsx';
import { MessageNotice } from './message-notice.tsx';
import { MessagesCard } from './messages-card.tsx';
import { RequestPanel } from './request-panel.tsx';
import styles from './room-side.module.css';
import { useMessages } from './use-messages.ts';

const TABS = ['floor', 'people', 'agenda', 'documents', 'messages', 'help'] as const;
type Tab = (typeof TABS)[number];

/** What the officer does, one thing at a time; called to speak, the floor comes to the front by itself. */
export function RoomSide({ siteId }: { readonly siteId: SiteId }) {
  const messages = useMessages();
  const [tab, setTab] = useState<Tab>('floor');
  const view = useConference();
  const { state } = tallyOf(view, siteId);
  useEffect(() => {
    if (state === 'standby' || state === 'on-air') setTab('floor');
  }, [state]);
  return (
    <>
      <HelpNotice siteId={siteId} />
      <MessageNotice messages={messages} />
      <TabRow tab={tab} onTab={setTab} unread={messages.fresh.length} />
      <div role="tabpanel" id="room-shown" aria-labelledby={`room-tab-${tab}`} style={{ display: 'contents' }}>
        {tab === 'floor' && (
          <>
            <RoomBallots siteId={siteId} />
            <RequestPanel siteId={siteId} />
            <HeadcountCard siteId={siteId} />
          </>
        )}
        {tab === 'people' && <CheckInCard siteId={siteId} />}
        {tab === 'agenda' && <AgendaCard siteId={siteId} />}
        {tab === 'documents' && <DocumentsCard view={view} />}
        {tab === 'messages' && <MessagesCard siteId={siteId} messages={messages} />}
        {tab === 'help' && <HelpCard siteId={siteId} />}
      </div>
    </>
  );
}

interface TabRowProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly unread: number;
}

function TabRow({ tab, onTab, unread }: TabRowProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  function moved(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#room-tab-${next}`)?.focus();
  }
  return (
    <div className={tabRow.row}>
      <div ref={list} role="tablist" aria-label={t('room.tabs.label')} className={`${tabRow.tabs} ${styles.tabs}`} onKeyDown={moved}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`room-tab-${name}`}
            aria-selected={name === tab}
            aria-controls="room-shown"
            tabIndex={name === tab ? 0 : -1}
            className={tabRow.tab}
            onClick={() => onTab(name)}
            data-testid={`room-tab-${name}`}
          >
            {t(`room.tabs.${name}`)}
            {name === 'messages' && unread > 0 && (
              <span className={tabRow.badge} data-kind="news">
                {unread}
              </span>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}

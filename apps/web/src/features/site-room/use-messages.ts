import { useMemo, useState } from 'react';
import type { Message } from '@diemcau/core';
import { recall, remember } from '../../live/remembered.ts';
import { selectMail, useConference, useLive } from '../../live/use-live.ts';
import { messagesOf, unread } from './room-messages.ts';

export interface RoomMessages {
  readonly messages: readonly Message[];
  readonly fresh: readonly Message[];
  readonly markRead: () => void;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Kept while the conference lasts; what was read is remembered in this browser. */
export function useMessages(): RoomMessages {
  const view = useConference();
  const mail = useLive(selectMail);
  const key = `read-${view.conferenceId}`;
  const [readNo, setReadNo] = useState(() => recall(key, isNumber) ?? 0);
  const messages = useMemo(() => messagesOf(view, mail), [view, mail]);
  function markRead() {
    const newestNo = messages[0]?.no ?? 0;
    setReadNo(newestNo);
    remember(key, newestNo);
  }
  return { messages, fresh: unread(messages, readNo), markRead };
}

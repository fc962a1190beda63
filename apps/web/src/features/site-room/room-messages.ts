import type { ConferenceState, Message, SiteMail } from '@diemcau/core';

/** To all rooms (in the view) and to this one (its mail), the newest first. */
export function messagesOf(view: ConferenceState, mail: SiteMail): readonly Message[] {
  const all = new Map([...Object.values(view.messages), ...mail.messages].map((message) => [message.messageId, message]));
  return [...all.values()].sort((a, b) => b.no - a.no);
}

/** Those after the last one that was read here. */
export function unread(messages: readonly Message[], readNo: number): readonly Message[] {
  return messages.filter(({ no }) => no > readNo);
}

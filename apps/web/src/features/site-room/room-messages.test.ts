import { describe, expect, it } from 'vitest';
import { mailFor, view } from '@diemcau/core';
import type { Addressee, ConferenceCommand } from '@diemcau/core';
import { after, CHAIR, liveConference } from '../../live/testing/conference.ts';
import { messagesOf, unread } from './room-messages.ts';

function sends(messageId: string, to: Addressee): ConferenceCommand {
  return { type: 'SendMessage', messageId, to, text: messageId };
}

describe('messages in a room', () => {
  const sent = after(
    liveConference(),
    CHAIR,
    sends('to-all', { kind: 'all' }),
    sends('to-a', { kind: 'site', siteId: 'a' }),
    sends('to-b', { kind: 'site', siteId: 'b' }),
  );
  const messages = messagesOf(view(sent, 'site'), mailFor(sent, 'a'));

  it('[SCREEN-56] are those to all rooms and to this one, the newest first', () => {
    expect(messages.map(({ messageId }) => messageId)).toEqual(['to-a', 'to-all']);
  });

  it('[SCREEN-56] are new until they were read here', () => {
    expect(unread(messages, 0)).toHaveLength(2);
    expect(unread(messages, messages[1]!.no).map(({ messageId }) => messageId)).toEqual(['to-a']);
    expect(unread(messages, messages[0]!.no)).toEqual([]);
  });
});

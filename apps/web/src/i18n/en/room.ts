import type { WordsOf } from '../vi.ts';

export const room: WordsOf<'room'> = {
  tabs: { label: 'Parts of the room', floor: 'Floor', agenda: 'Agenda', documents: 'Documents', messages: 'Messages', help: 'Help' },
  turn: {
    title: "This room's turn",
    speaking: 'This room is speaking',
    queue: 'Speaks at about {{time}}; speeches before it: {{count}}',
    item: 'Presents “{{title}}” at about {{time}}',
    itemNow: 'Now it is time to present “{{title}}”',
    none: 'The agenda has no item of this room.',
  },
  headcount: {
    label: 'People in the room',
    missing: 'No headcount reported yet',
    save: 'Report',
    correct: 'Correct',
    known: '{{count}} people, reported at {{time}}',
    expected: 'Expected: {{count}}',
  },
  help: {
    title: 'Call for help',
    what: 'Something is wrong with',
    text: 'In short',
    textHint: 'For example: no sound from our loudspeaker',
    call: 'Call for help',
    again: 'Call again',
    called: 'Help was called at {{time}}. The desk has not taken it up yet.',
    seen: 'The desk took it up at {{time}}.',
    closed: 'The call for help is closed.',
    withdraw: 'It works again, withdraw',
  },
  messages: {
    title: 'From the desk',
    none: 'No messages yet.',
    unread: 'New: {{count}}',
    toAll: 'To every room',
    toUs: 'To this room',
    read: 'Read',
    channel: 'Channel of all rooms',
  },
};

import type { BriefingWords } from '../vi.ts';
import { room } from './room.ts';

export const briefing: BriefingWords = {
  agenda: {
    title: 'Agenda',
    empty: 'This conference has no agenda yet.',
    count: 'Items: {{count}}',
    now: 'Now',
    nowLong: 'Item {{place}} of {{count}}',
    next: 'Next',
    nothingRuns: 'No item has begun',
    allDone: 'Every item is done',
    left: 'left',
    over: 'over time',
    endsAt: 'Expected to end at {{time}}',
    plannedEnd: 'planned {{time}}',
    onTime: 'on time',
    late: '{{minutes}} min late',
    early: '{{minutes}} min early',
    minutes: '{{minutes}} min',
    ran: 'took {{minutes}} min',
    kind: {
      report: 'Report',
      discussion: 'Discussion',
      'proposal-round': 'Proposals',
      ballot: 'Ballot',
      conclusion: 'Conclusion',
      break: 'Break',
    },
    status: { planned: 'To come', running: 'Running', done: 'Done', cut: 'Cut' },
    startsIn: 'Begins in',
    startsSoon: 'About to begin',
    more: 'and {{count}} more',
    resumesAt: 'We go on at about {{time}}',
  },
  help: {
    kind: { picture: 'Picture', sound: 'Sound', network: 'Network', other: 'Something else' },
    state: { called: 'Nobody has taken it up', seen: 'Taken up', closed: 'Done' },
  },
  message: { bureau: 'The desk', sentAt: 'Sent at {{time}}' },
  room,
};

import { expect, it } from 'vitest';
import { deliveryTrouble, sendingTrouble, showsWords } from './delivery-trouble.ts';

it('[SCREEN-76] a room says what its line lets through, and shows words where no picture comes', () => {
  const told = (rung: Parameters<typeof deliveryTrouble>[0]['rung'], unshownFeeds: string[] = []) => {
    const delivery = { rung, unshownFeeds, sends: 'full' as const };
    return [deliveryTrouble(delivery), showsWords(delivery)];
  };
  expect(told(null)).toEqual([null, false]);
  expect(told('full')).toEqual([null, false]);
  expect(told('small')).toEqual(['small', false]);
  expect(told('audio')).toEqual(['audio', true]);
  expect(told('text', ['slides'])).toEqual(['text', true]);
  expect(told('full', ['slides'])).toEqual(['undecoded', false]);
});

it('[NET-10] a room says what it may send, beside what it gets', () => {
  const told = (sends: 'full' | 'small' | 'audio' | 'text' | null) => sendingTrouble({ rung: 'small', unshownFeeds: [], sends });
  expect([told(null), told('full'), told('small'), told('audio'), told('text')]).toEqual([
    null,
    null,
    'sendsSmall',
    'sendsSound',
    'sendsSound',
  ]);
});

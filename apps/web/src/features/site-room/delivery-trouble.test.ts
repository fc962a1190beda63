import { expect, it } from 'vitest';
import { deliveryTrouble, showsWords } from './delivery-trouble.ts';

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

it('[NET-10] a room says what it may send, once nothing is wrong with what it gets', () => {
  const told = (sends: 'full' | 'small' | 'audio' | 'text' | null, rung: 'full' | 'small' = 'full') =>
    deliveryTrouble({ rung, unshownFeeds: [], sends });
  expect([told(null), told('full'), told('small'), told('audio'), told('text')]).toEqual([
    null,
    null,
    'sendsSmall',
    'sendsSound',
    'sendsSound',
  ]);
  expect(told('audio', 'small')).toBe('small');
});

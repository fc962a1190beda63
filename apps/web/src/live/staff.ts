import { createContext, useContext } from 'react';
import type { Action, Day } from '@diemcau/core';
import { dayHere } from '../ui/day-text.ts';
import type { SessionAccount } from './api.ts';

/** Whoever is signed in, and what they may do somewhere. */
export interface Staff {
  readonly account: SessionAccount;
  /** Today, in the organisation's time zone. */
  readonly today: Day;
  /** Over some unit at least; over which, the server says. */
  readonly may: (action: Action) => boolean;
  /** Over everything. */
  readonly mayEverywhere: (action: Action) => boolean;
}

export const StaffContext = createContext<Staff>({
  account: { accountId: '', name: '' },
  today: dayHere(),
  may: () => false,
  mayEverywhere: () => false,
});

export function useStaff(): Staff {
  return useContext(StaffContext);
}

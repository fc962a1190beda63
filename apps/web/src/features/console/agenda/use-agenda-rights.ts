import type { CommandOf } from '@diemcau/core';
import { useRules } from '../../../live/use-rules.ts';

/** What this desk may do with the agenda at all; each button still asks the rules about its own item. */
export interface AgendaRights {
  readonly plan: boolean;
  readonly cut: boolean;
}

const SOME_ITEM: CommandOf<'AddItem'>['item'] = {
  itemId: 'asking',
  kind: 'report',
  title: '?',
  presenterUnitId: null,
  presenterSiteId: null,
  plannedMs: 60_000,
  speechMs: null,
  notes: '',
};

export function useAgendaRights(): AgendaRights {
  const why = useRules();
  return {
    plan: why({ type: 'AddItem', item: SOME_ITEM, before: null }) === null,
    // Who may not cut is told so before it is asked which item.
    cut: why({ type: 'CutItem', itemId: 'asking' })?.code === 'item-unknown',
  };
}

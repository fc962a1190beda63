import { useCallback, useState } from 'react';
import { recall, remember } from '../../../live/remembered.ts';
import { useOwnRole } from '../use-own-role.ts';
import { isDeskView, shownView, viewsOf } from './desk-view.ts';
import type { DeskView } from './desk-view.ts';

export interface ChosenView {
  readonly view: DeskView;
  readonly views: readonly DeskView[];
  readonly choose: (view: DeskView) => void;
}

const KEY = 'desk-view';

/** The desk this browser shows; the choice is kept for the next conference. */
export function useDeskView(): ChosenView {
  const role = useOwnRole();
  const [chosen, setChosen] = useState(() => recall(KEY, isDeskView));
  const choose = useCallback((view: DeskView) => {
    setChosen(view);
    remember(KEY, view);
  }, []);
  return { view: shownView(role, chosen), views: viewsOf(role), choose };
}

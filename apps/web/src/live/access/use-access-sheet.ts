import { useCallback, useEffect, useState } from 'react';
import { siteAccess } from '../api.ts';
import type { AccessSheet } from '../api.ts';

export interface SheetState {
  readonly sheet: AccessSheet | null;
  readonly failed: boolean;
  readonly again: () => void;
}

export function useAccessSheet(conferenceId: string): SheetState {
  const [turn, setTurn] = useState(0);
  const [sheet, setSheet] = useState<AccessSheet | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    setFailed(false);
    void siteAccess(conferenceId).then((result) => {
      if (gone) return;
      if (result.ok) setSheet(result.value);
      else setFailed(true);
    });
    return () => {
      gone = true;
    };
  }, [conferenceId, turn]);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return { sheet, failed, again };
}

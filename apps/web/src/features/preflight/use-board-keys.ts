import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { SiteId } from '@diemcau/core';
import type { BoardRow } from '../../live/preflight/preflight-api.ts';

interface BoardKeyParts {
  readonly rows: readonly BoardRow[];
  readonly ask: (siteIds: readonly SiteId[] | null) => void;
  readonly searchField: RefObject<HTMLInputElement | null>;
}

export interface BoardKeys {
  readonly chosen: SiteId | null;
  readonly choose: (siteId: SiteId) => void;
}

/** Up and down choose a room, K asks it, Shift + K asks all, / searches. */
export function useBoardKeys(parts: BoardKeyParts): BoardKeys {
  const [chosen, setChosen] = useState<SiteId | null>(null);
  const latest = useRef({ ...parts, chosen });
  useEffect(() => {
    latest.current = { ...parts, chosen };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      const { rows, ask, searchField, chosen: now } = latest.current;
      const act: Readonly<Record<string, () => void>> = {
        k: () => now !== null && ask([now]),
        K: () => ask(null),
        '/': () => searchField.current?.focus(),
        ArrowDown: () => setChosen(nextOf(rows, now, 1)),
        ArrowUp: () => setChosen(nextOf(rows, now, -1)),
      };
      const run = act[event.key];
      if (!run || (event.repeat && !event.key.startsWith('Arrow'))) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  return { chosen, choose: setChosen };
}

function nextOf(rows: readonly BoardRow[], chosen: SiteId | null, step: 1 | -1): SiteId | null {
  const place = rows.findIndex(({ siteId }) => siteId === chosen);
  const next = place < 0 ? (step > 0 ? 0 : rows.length - 1) : place + step;
  return rows[Math.max(0, Math.min(rows.length - 1, next))]?.siteId ?? null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

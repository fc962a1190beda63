import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';

type Announce = (sentence: string) => void;

const AnnouncerContext = createContext<Announce>(() => {});

/** Says a sentence to screen readers only; for changes that eyes see anyway. */
export function useAnnounce(): Announce {
  return useContext(AnnouncerContext);
}

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback<Announce>((sentence) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="dc-unseen" role="status" aria-live="polite">
        {/* A new key makes the same sentence be read again. */}
        <span key={said.turn}>{said.sentence}</span>
      </div>
    </AnnouncerContext>
  );
}

import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import tabRow from '../../../ui/tab-row.module.css';
import styles from './side-area.module.css';

export const SIDE_TABS = ['sites', 'agenda', 'documents', 'people', 'ballots', 'help', 'messages'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

interface SideAreaProps {
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
  readonly children: ReactNode;
}

/** One part of the briefing at a time; tabs as WAI-ARIA has them, moved through with the arrow keys. */
export function SideArea({ tab, onTab, children }: SideAreaProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  function moved(event: KeyboardEvent) {
    const next = tabAfter(tab, event.key);
    if (next === null) return;
    event.preventDefault();
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }
  return (
    <div className={styles.side}>
      <div className={tabRow.row}>
        <div ref={list} role="tablist" aria-label={t('desk.tabs.label')} className={tabRow.tabs} onKeyDown={moved}>
          {SIDE_TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={name === tab}
              aria-controls="side-shown"
              tabIndex={name === tab ? 0 : -1}
              className={tabRow.tab}
              onClick={() => onTab(name)}
              data-testid={`tab-${name}`}
            >
              {t(`desk.tabs.${name}`)}
              {name === 'help' && <HelpBadge />}
            </button>
          ))}
        </div>
      </div>
      <div role="tabpanel" id="side-shown" aria-labelledby={`tab-${tab}`} className={styles.shown}>
        {children}
      </div>
    </div>
  );
}

export function tabAfter(tab: SideTab, key: string): SideTab | null {
  if (key === 'Home') return SIDE_TABS[0];
  if (key === 'End') return SIDE_TABS.at(-1)!;
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return null;
  return SIDE_TABS[(SIDE_TABS.indexOf(tab) + step + SIDE_TABS.length) % SIDE_TABS.length]!;
}

function HelpBadge() {
  const { t } = useTranslation();
  const count = Object.keys(useConference().helpCalls).length;
  if (count === 0) return null;
  return (
    <span className={tabRow.badge}>
      <span aria-hidden="true">{count}</span>
      <span className="dc-unseen">{t('desk.open.help', { count })}</span>
    </span>
  );
}

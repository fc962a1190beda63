import { IconListDetails, IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AgendaTime } from '../../../live/agenda-time.tsx';
import { useAgendaNow } from '../../../live/use-agenda-now.ts';
import { useConference } from '../../../live/use-live.ts';
import { AgendaEnd } from '../agenda/agenda-end.tsx';
import styles from './briefing-strip.module.css';
import { HelpAlarm } from '../help/help-alarm.tsx';
import { isFresh, openCalls } from '../help/help-calls.ts';
import type { SideTab } from '../side/side-area.tsx';

/** Where we are, and who needs help, whatever else the desk shows. */
export function BriefingStrip({ onOpen }: { readonly onOpen: (tab: SideTab) => void }) {
  const { t } = useTranslation();
  const view = useConference();
  const calls = openCalls(view);
  const hasAgenda = view.agenda.length > 0 && view.phase !== 'closed';
  return (
    <>
      <HelpAlarm />
      {(hasAgenda || calls.length > 0) && (
        <div className={styles.strip}>
          {hasAgenda && <AgendaLine onOpen={() => onOpen('agenda')} />}
          {calls.length > 0 && (
            <button
              type="button"
              className={styles.help}
              data-fresh={calls.some(isFresh)}
              onClick={() => onOpen('help')}
              data-testid="help-chip"
            >
              <IconLifebuoy size="1.25rem" aria-hidden="true" />
              {t('desk.help.calls', { count: calls.length })}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function AgendaLine({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const now = useAgendaNow();
  const [next] = now.ahead;
  const idle = t(next ? 'agenda.nothingRuns' : 'agenda.allDone');
  return (
    <button type="button" className={styles.agenda} onClick={onOpen} title={t('desk.agenda.open')} data-testid="agenda-line">
      <IconListDetails size="1.25rem" aria-hidden="true" />
      <span className={styles.place}>{now.place === null ? idle : t('agenda.nowLong', { place: now.place, count: now.count })}</span>
      <span className={styles.title}>{now.current?.title ?? (next && `${t('agenda.next')}: ${next.item.title}`)}</span>
      <AgendaTime now={now} />
      <span className={styles.end}>
        <AgendaEnd clock={now.clock} />
      </span>
    </button>
  );
}

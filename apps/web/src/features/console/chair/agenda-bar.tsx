import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AgendaNow } from '../../../live/agenda-now.ts';
import { AgendaTime } from '../../../live/agenda-time.tsx';
import { useAct } from '../../../live/use-act.ts';
import { useAgendaNow } from '../../../live/use-agenda-now.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { AgendaEnd } from '../agenda/agenda-end.tsx';
import styles from './agenda-bar.module.css';

/** Where we are, what it has left, when it all ends, and the step to what comes next. */
export function AgendaBar() {
  const { t } = useTranslation();
  const { agenda, phase } = useConference();
  const now = useAgendaNow();
  if (agenda.length === 0 || phase === 'closed') return null;
  const [next] = now.ahead;
  const idle = t(next ? 'agenda.nothingRuns' : 'agenda.allDone');
  return (
    <section className={styles.bar} aria-label={t('agenda.title')} data-testid="chair-agenda">
      <div className={styles.words}>
        <p className={styles.place}>{now.place === null ? idle : t('agenda.nowLong', { place: now.place, count: now.count })}</p>
        <p className={styles.title}>{now.current?.title ?? next?.item.title}</p>
      </div>
      <div className={styles.time}>
        <AgendaTime now={now} />
        <span className={styles.end}>
          <AgendaEnd clock={now.clock} />
        </span>
      </div>
      <NextItem now={now} />
    </section>
  );
}

function NextItem({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const next = now.ahead[0]?.item;
  if (!next) return null;
  const start = { type: 'StartItem', itemId: next.itemId, replaces: now.current?.itemId ?? null } as const;
  const Icon = now.current ? IconPlayerTrackNext : IconPlayerPlay;
  return (
    <Button
      size="md"
      variant="default"
      className={styles.next ?? ''}
      title={next.title}
      disabled={why(start) !== null}
      leftSection={<Icon size="1.375rem" />}
      onClick={() => void act(start)}
      data-testid="chair-next-item"
    >
      {t(now.current ? 'views.chairDesk.next' : 'views.chairDesk.start')}
    </Button>
  );
}

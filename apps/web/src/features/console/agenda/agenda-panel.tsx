import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ItemDialog } from '../../../live/agenda/item-dialog.tsx';
import { useAgendaNow } from '../../../live/use-agenda-now.ts';
import { useConference } from '../../../live/use-live.ts';
import panel from '../panel.module.css';
import { AgendaItemRow } from './agenda-item-row.tsx';
import { AgendaNowCard } from './agenda-now-card.tsx';
import styles from './agenda-panel.module.css';
import { ProposedCuts } from './proposed-cuts.tsx';
import { useAgendaRights } from './use-agenda-rights.ts';

/** Where we are, when it ends, what comes, and what could be left out. */
export function AgendaPanel() {
  const { t } = useTranslation();
  const view = useConference();
  const now = useAgendaNow();
  const rights = useAgendaRights();
  const [adding, setAdding] = useState(false);
  const fromMs = new Map(now.clock.items.map((item) => [item.itemId, item.fromMs]));
  return (
    <section className={panel.panel} aria-labelledby="agenda-title">
      <header className={panel.head}>
        <h2 id="agenda-title" className={panel.title}>
          {t('agenda.title')}
        </h2>
        <span className={panel.count}>{t('agenda.count', { count: now.count })}</span>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size="1.125rem" />}
          disabled={!rights.plan}
          onClick={() => setAdding(true)}
          data-testid="add-item"
        >
          {t('desk.agenda.add')}
        </Button>
      </header>
      <div className={panel.body}>
        {view.agenda.length === 0 ? (
          <div className={panel.empty}>
            <p>{t('agenda.empty')}</p>
            <p>{t('desk.agenda.emptyHint')}</p>
          </div>
        ) : (
          <AgendaNowCard now={now} />
        )}
        <ProposedCuts lateMs={now.clock.lateMs} mayCut={rights.cut} />
        <ol className={styles.list}>
          {view.agenda.map((itemId) => (
            <AgendaItemRow key={itemId} itemId={itemId} fromMs={fromMs.get(itemId) ?? null} rights={rights} />
          ))}
        </ol>
      </div>
      {adding && <ItemDialog item={null} onClose={() => setAdding(false)} />}
    </section>
  );
}

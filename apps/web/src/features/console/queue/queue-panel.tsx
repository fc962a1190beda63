import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '@diemcau/core';
import { waiting } from '../../../live/floor.ts';
import { useConference } from '../../../live/use-live.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import panel from '../panel.module.css';
import { ScrollBody } from '../scroll-body.tsx';
import { QueueRow } from './queue-row.tsx';
import styles from './queue-row.module.css';
import { useMayAdd } from './use-may-add.ts';
import { useQueueMoves } from './use-queue-moves.ts';

/** Who waits, first to speak first. */
export function QueuePanel({ onAdd }: { readonly onAdd: () => void }) {
  const { t } = useTranslation();
  const view = useConference();
  const moves = useQueueMoves();
  const [declining, setDeclining] = useState<FloorRequest | null>(null);
  const mayAdd = useMayAdd();
  const requests = waiting(view);
  return (
    <section className={`${panel.panel} ${panel.queue}`} aria-labelledby="queue-title">
      <header className={panel.head}>
        <h2 id="queue-title" className={panel.title}>
          {t('console.queue.title')}
        </h2>
        <span className={panel.count}>{t('console.queue.count', { count: requests.length })}</span>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size="1.125rem" />}
          disabled={!mayAdd}
          onClick={onAdd}
          data-testid="add-request"
        >
          {t('console.queue.add')}
        </Button>
      </header>
      <ScrollBody labelledBy="queue-title">
        {requests.length === 0 && (
          <div className={panel.empty}>
            <p>{t('console.queue.empty')}</p>
            {view.phase !== 'closed' && <p>{t(view.phase === 'live' ? 'console.queue.emptyHint' : 'console.queue.notOpen')}</p>}
          </div>
        )}
        <ol className={styles.list}>
          {requests.map((request, index) => (
            <QueueRow key={request.requestId} request={request} place={index + 1} moves={moves} onDecline={setDeclining} />
          ))}
        </ol>
      </ScrollBody>
      <DeclineDialog request={declining} onClose={() => setDeclining(null)} />
    </section>
  );
}

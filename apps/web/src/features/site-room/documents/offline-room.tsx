import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConferenceId, ConferenceState, SiteId } from '@diemcau/core';
import { itemOf, presenterName } from '../../../live/agenda-now.ts';
import type { KeptRoom, RoomShelf } from '../../../live/documents/room-shelf.ts';
import { siteOf } from '../../../live/floor.ts';
import { Brand } from '../../../ui/brand.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { dayTimeText } from '../../../ui/time-text.ts';
import card from '../room-side.module.css';
import { DocumentsCard } from './documents-card.tsx';
import styles from './offline-room.module.css';
import { ReadingPane } from './reading-pane.tsx';
import { useRoomDocuments } from './room-documents.ts';
import { RoomDocumentsProvider } from './room-documents-provider.tsx';
import { useRoomShelf } from './use-room-shelf.ts';

interface OfflineRoomProps {
  readonly conferenceId: ConferenceId;
  readonly siteId: SiteId;
  /** Where nothing is stored. */
  readonly children: ReactNode;
}

/** A room that was opened while its line is cut: what it knew last, and the documents it stored. */
export function OfflineRoom({ conferenceId, siteId, children }: OfflineRoomProps) {
  const place = useMemo(() => ({ conferenceId, siteId }), [conferenceId, siteId]);
  const shelf = useRoomShelf(place);
  const kept = useRecalled(shelf);
  if (!kept) return children;
  return (
    <RoomDocumentsProvider place={place} shelf={shelf} documents={kept.documents} failed={false}>
      <Kept kept={kept} siteId={siteId} />
    </RoomDocumentsProvider>
  );
}

function useRecalled(shelf: RoomShelf): KeptRoom | null {
  const [kept, setKept] = useState<KeptRoom | null>(null);
  useEffect(() => {
    let over = false;
    void shelf.recallRoom().then((room) => {
      if (over || !room) return;
      void shelf.want(room.documents);
      setKept(room);
    });
    return () => {
      over = true;
    };
  }, [shelf]);
  return kept;
}

function Kept({ kept, siteId }: { readonly kept: KeptRoom; readonly siteId: SiteId }) {
  const { t, i18n } = useTranslation();
  const { reading } = useRoomDocuments();
  const { view } = kept;
  return (
    <div className={styles.page} data-testid="offline-room">
      <header className={styles.top}>
        <Brand />
        <LanguageSwitch />
      </header>
      <div role="alert" className={styles.notice}>
        <IconWifiOff size="1.375rem" aria-hidden="true" />
        <p>
          <strong>{t('documents.offline.title')}.</strong> {t('documents.offline.text', { time: dayTimeText(kept.atMs, i18n.language) })}
        </p>
      </div>
      <main className={styles.main} data-reading={reading !== null}>
        <div className={styles.known}>
          <div>
            <p className={card.quiet}>{view.title}</p>
            <h1 className={styles.site}>{siteOf(view, siteId)?.name}</h1>
          </div>
          <DocumentsCard view={view} />
          <KnownAgenda view={view} />
        </div>
        <ReadingPane />
      </main>
    </div>
  );
}

function KnownAgenda({ view }: { readonly view: ConferenceState }) {
  const { t } = useTranslation();
  const items = view.agenda.map((itemId) => itemOf(view, itemId)).filter((item) => item !== null && item.status !== 'cut');
  return (
    <section className={card.card} aria-labelledby="known-agenda" data-testid="known-agenda">
      <h2 id="known-agenda" className={card.title}>
        {t('documents.offline.agenda')}
      </h2>
      {items.length === 0 && <p className={card.quiet}>{t('agenda.empty')}</p>}
      <ol className={styles.agenda}>
        {items.map((item) => (
          <li key={item!.itemId}>
            <span className={card.strong}>{item!.title}</span>
            <span className={styles.about}>
              {[presenterName(view, item!), item!.status === 'running' ? t('documents.offline.running') : null]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

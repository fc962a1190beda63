import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import { CheckInSection } from '../check-in/check-in-section.tsx';
import panel from '../panel.module.css';
import { ScrollBody } from '../scroll-body.tsx';
import { HeadcountDialog } from './headcount-dialog.tsx';
import type { Counting } from './headcount-dialog.tsx';
import { HeadcountSummary } from './headcount-summary.tsx';
import styles from './people-panel.module.css';
import { RoomCountList } from './room-count-list.tsx';
import { SpeakingMinutes } from './speaking-minutes.tsx';

const PARTS = ['all', 'checkIn', 'rooms', 'minutes'] as const;
type Part = (typeof PARTS)[number];

/** How many people are in the rooms, of which rooms it is not known and whom to phone, and who spoke how long by item and level. */
export function PeoplePanel() {
  const { t } = useTranslation();
  const { phase } = useConference();
  const [part, setPart] = useState<Part>('all');
  const [counting, setCounting] = useState<Counting | null>(null);
  const write = (siteId: string | null) => setCounting({ siteId });
  return (
    <section className={panel.panel} aria-labelledby="people-title">
      <header className={panel.head}>
        <h2 id="people-title" className={panel.title}>
          {t('desk.tabs.people')}
        </h2>
        <span className={panel.count} />
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPencil size="1.125rem" />}
          onClick={() => write(null)}
          disabled={phase === 'closed'}
          data-testid="enter-headcount"
        >
          {t('desk.people.write')}
        </Button>
        <SegmentedControl
          className={styles.parts ?? ''}
          size="sm"
          aria-label={t('views.attendance.part')}
          value={part}
          onChange={(value) => setPart(PARTS.find((one) => one === value) ?? 'all')}
          data={PARTS.map((value) => ({ value, label: t(`views.attendance.${value}`) }))}
        />
      </header>
      <ScrollBody labelledBy="people-title">
        {part === 'all' && <HeadcountSummary />}
        {part === 'checkIn' && <CheckInSection />}
        {part === 'rooms' && <RoomCountList onWrite={write} />}
        {part === 'minutes' && <SpeakingMinutes />}
      </ScrollBody>
      <HeadcountDialog counting={counting} onClose={() => setCounting(null)} />
    </section>
  );
}

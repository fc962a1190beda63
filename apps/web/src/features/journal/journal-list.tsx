import { useEffect, useState } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { factActor, factKind, factSentence } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import type { HttpProblem } from '../../live/http.ts';
import { readJournal } from '../../live/keeping-api.ts';
import type { JournalEntry, JournalFilter } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './journal.module.css';

interface Read {
  readonly entries: readonly JournalEntry[];
  readonly nextCursor: string | null;
}

/** Page after page of one filter; what came before stays where it is when something new is recorded. */
function useJournal(filter: JournalFilter) {
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<HttpProblem | null>(null);
  const [busy, setBusy] = useState(true);
  const [wanted, setWanted] = useState<{ readonly cursor: string | null }>({ cursor: null });
  useEffect(() => {
    let gone = false;
    void readJournal(filter, wanted.cursor).then((answer) => {
      if (gone) return;
      setBusy(false);
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      const { entries, nextCursor } = answer.value;
      setRead((before) => ({ entries: [...(wanted.cursor === null ? [] : (before?.entries ?? [])), ...entries], nextCursor }));
    });
    return () => {
      gone = true;
    };
    // The list is made anew for every filter, so the filter is no reason to read.
  }, [wanted]);
  const go = (cursor: string | null) => {
    setBusy(true);
    setWanted({ cursor });
  };
  return { read, problem, busy, more: () => go(read?.nextCursor ?? null), again: () => go(wanted.cursor) };
}

export function JournalList({ filter }: { readonly filter: JournalFilter }) {
  const { t } = useTranslation();
  const { read, problem, busy, more, again } = useJournal(filter);
  return (
    <>
      {!read && !problem && <Skeleton height={320} radius={0} aria-label={t('staff.loading')} />}
      {read?.entries.length === 0 && <QuietNotice title={t('journalPage.empty')} text={t('journalPage.emptyText')} />}
      {read && read.entries.length > 0 && (
        <ol className={styles.list} aria-label={t('journalPage.list')}>
          {read.entries.map((entry, place) => (
            <Entry key={place} entry={entry} />
          ))}
        </ol>
      )}
      {problem && <LoadFailure problem={problem} again={again} />}
      {read && !problem && read.entries.length > 0 && (
        <div className={styles.more}>
          {read.nextCursor === null ? (
            <p className={styles.quiet}>{t('journalPage.end')}</p>
          ) : (
            <Button variant="default" loading={busy} onClick={more} data-testid="journal-more">
              {t('journalPage.more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  return (
    <li className={styles.entry} data-testid="journal-entry" data-code={entry.code}>
      <time className={styles.time} dateTime={new Date(entry.atMs).toISOString()}>
        {dayTimeText(entry.atMs, i18n.language)}
      </time>
      <div className={styles.words}>
        <p className={styles.what}>{factSentence(entry, language)}</p>
        <p className={styles.quiet}>
          {[factActor(entry, language), factKind(entry.code, language), entry.place]
            .filter((word) => word !== null && word !== '')
            .join(' · ')}
        </p>
      </div>
    </li>
  );
}

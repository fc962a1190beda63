import { useState } from 'react';
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { listMails, MAIL_STATES } from '../../live/keeping-api.ts';
import type { ListedMail, MailState } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { MailLine } from './mail-line.tsx';
import { SlipDialog } from './slip-dialog.tsx';
import styles from './mails.module.css';

/** What went out, what did not and why, and slips for people without mail. */
export function MailsPage() {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded('mails', listMails);
  useDocumentTitle(t('mails.title'));
  return (
    <>
      <PageHead title={t('mails.title')} text={t('mails.text')} />
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
      {value && <Mails mails={value.mails} onChanged={again} />}
    </>
  );
}

/** A screen or two; whoever looks for older ones asks for more. */
const SHOWN_AT_FIRST = 100;

function Mails({ mails, onChanged }: { readonly mails: readonly ListedMail[]; readonly onChanged: () => void }) {
  const { t } = useTranslation();
  // What failed is why somebody comes here.
  const [state, setState] = useState<MailState | 'all'>(mails.some((mail) => mail.state === 'failed') ? 'failed' : 'all');
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const [slip, setSlip] = useState<ListedMail | null>(null);
  const found = mails.filter((mail) => state === 'all' || mail.state === state);
  const count = (wanted: MailState) => mails.filter((mail) => mail.state === wanted).length;
  return (
    <section className={styles.card}>
      <div className={styles.tools}>
        <NativeSelect
          aria-label={t('mails.filter.label')}
          value={state}
          data={[
            { value: 'all', label: t('mails.filter.all') },
            ...MAIL_STATES.map((one) => ({ value: one, label: `${t(`mails.filter.${one}`)} (${count(one)})` })),
          ]}
          onChange={(event) => setState(event.currentTarget.value as MailState | 'all')}
          data-testid="mail-filter"
        />
        <p className={styles.count} role="status">
          {t('mails.total', { count: found.length })}
        </p>
      </div>
      {found.length === 0 && <QuietNotice title={t('mails.empty')} text={t('mails.emptyText')} />}
      <ul className={styles.list}>
        {found.slice(0, shown).map((mail) => (
          <MailLine key={mail.mailId} mail={mail} onChanged={onChanged} onSlip={() => setSlip(mail)} />
        ))}
      </ul>
      {found.length > shown && (
        <div className={styles.more}>
          <Button variant="default" onClick={() => setShown(shown + SHOWN_AT_FIRST)}>
            {t('mails.more')}
          </Button>
        </div>
      )}
      {slip && <SlipDialog mail={slip} onClose={() => setSlip(null)} />}
    </section>
  );
}

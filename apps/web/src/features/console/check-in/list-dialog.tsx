import { Button, Group, Modal, Switch } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConferenceId } from '@diemcau/core';
import { exportUrl, openPhonePage, phonePage, templateUrl } from '../../../live/attendance-api.ts';
import { CopyButton } from '../../../live/access/copy-button.tsx';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { tellProblem } from '../../../ui/tell.ts';
import styles from './check-in-section.module.css';
import { ImportList } from './import-list.tsx';

interface ListDialogProps {
  readonly conferenceId: ConferenceId;
  readonly closed: boolean;
  readonly onClose: () => void;
}

/** The invitation list: in, out, on paper, and where phones find the conference. */
export function ListDialog({ conferenceId, closed, onClose }: ListDialogProps) {
  const { t, i18n } = useTranslation();
  const print = (what: 'list' | 'slips') => `/console/${conferenceId}/attendance/${what}`;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('attendance.list.title')}
      closeButtonProps={{ 'aria-label': t('attendance.list.close') }}
    >
      <div className={styles.dialog}>
        {!closed && (
          <section aria-labelledby="import-list">
            <h3 id="import-list">{t('attendance.list.import')}</h3>
            <p className={styles.quiet}>{t('attendance.list.importHow')}</p>
            <Button
              component="a"
              variant="subtle"
              leftSection={<IconDownload size="1.125rem" />}
              href={templateUrl(conferenceId, i18n.language)}
            >
              {t('attendance.list.template')}
            </Button>
            <ImportList conferenceId={conferenceId} />
          </section>
        )}
        <section aria-labelledby="papers">
          <h3 id="papers">{t('attendance.list.papers')}</h3>
          <p className={styles.quiet}>{t('attendance.list.recorded')}</p>
          <Group gap="sm">
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size="1.125rem" />}
              href={exportUrl(conferenceId, i18n.language)}
            >
              {t('attendance.list.export')}
            </Button>
            <Button component="a" variant="default" leftSection={<IconPrinter size="1.125rem" />} href={print('list')} target="_blank">
              {t('attendance.list.print')}
            </Button>
            {!closed && (
              <Button component="a" variant="default" leftSection={<IconPrinter size="1.125rem" />} href={print('slips')} target="_blank">
                {t('attendance.list.slips')}
              </Button>
            )}
          </Group>
        </section>
        <PhonePageSection conferenceId={conferenceId} />
      </div>
    </Modal>
  );
}

function PhonePageSection({ conferenceId }: { readonly conferenceId: ConferenceId }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value: page, problem, again } = useLoaded(conferenceId, () => phonePage(conferenceId));
  async function open(isPublic: boolean) {
    const answer = await openPhonePage(conferenceId, isPublic);
    if (!answer.ok) tellProblem(troubleText(answer.problem));
    again();
  }
  return (
    <section aria-labelledby="phone-page">
      <h3 id="phone-page">{t('attendance.list.page')}</h3>
      {problem && <p role="alert">{troubleText(problem)}</p>}
      {page && (
        <div className={styles.page}>
          <QrCode text={page.url} label={t('attendance.list.address')} className={styles.pageCode} />
          <div className={styles.dialog}>
            <p>
              <span className={styles.quiet}>{t('attendance.list.address')}</span>
              <br />
              <span className={styles.address} data-testid="phone-url">
                {page.url}
              </span>
            </p>
            <CopyButton text={page.url} label={t('attendance.list.copy')} />
            <Switch
              checked={page.public}
              onChange={(event) => void open(event.currentTarget.checked)}
              label={t('attendance.list.public')}
              description={t('attendance.list.publicHint')}
              data-testid="phone-public"
            />
          </div>
        </div>
      )}
    </section>
  );
}

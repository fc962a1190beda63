import { useState } from 'react';
import { Button, Menu, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keptData, personExportUrl } from '../../live/keeping-api.ts';
import type { KeptData } from '../../live/keeping-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useStaff } from '../../live/staff.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AskDialog } from './ask-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { KeptCards } from './kept-cards.tsx';
import styles from './personal-data.module.css';

/** Everything that is kept about one person. */
export function PersonPage() {
  const { t } = useTranslation();
  const { subjectId = '' } = useParams();
  const troubleText = useTroubleText();
  const { value, problem, again } = useLoaded(subjectId, () => keptData(subjectId));
  const name = nameOf(value, t('personalData.erasedName'));
  useDocumentTitle(name || t('personalData.title'));
  if (problem) {
    return (
      <QuietNotice alert title={problem.status === 404 ? t('personalData.nothing') : t('staff.failed')} text={troubleText(problem)}>
        <BackLink />
      </QuietNotice>
    );
  }
  if (!value) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  return (
    <>
      <div className={styles.back}>
        <BackLink />
      </div>
      <PageHead title={name}>
        <PersonActions kept={value} name={name} onChanged={again} />
      </PageHead>
      <KeptCards kept={value} onChanged={again} />
    </>
  );
}

function nameOf(kept: KeptData | null | undefined, erased: string): string {
  if (kept?.delegate?.erasedAtMs != null) return erased;
  return kept?.contact?.name ?? kept?.account?.name ?? kept?.delegate?.name ?? '';
}

function BackLink() {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to="/personal-data"
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconArrowLeft size="1rem" />}
    >
      {t('personalData.back')}
    </Button>
  );
}

interface PersonActionsProps {
  readonly kept: KeptData;
  readonly name: string;
  readonly onChanged: () => void;
}

function PersonActions({ kept, name, onChanged }: PersonActionsProps) {
  const { t, i18n } = useTranslation();
  const { account } = useStaff();
  const [dialog, setDialog] = useState<'ask' | 'erase' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size="1.125rem" />} data-testid="person-export">
            {t('personalData.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['xlsx', 'json'] as const).map((format) => (
            <Menu.Item key={format} component="a" href={personExportUrl(kept.subjectId, format, i18n.language)} download>
              {t(`personalData.exports.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => setDialog('ask')} data-testid="person-ask">
        {t('personalData.ask')}
      </Button>
      {/* Another administrator erases this one. */}
      {kept.account?.accountId !== account.accountId && kept.delegate?.erasedAtMs == null && (
        <Button
          color="red"
          variant="outline"
          leftSection={<IconTrash size="1.125rem" />}
          onClick={() => setDialog('erase')}
          data-testid="person-erase"
        >
          {t('personalData.erase.button')}
        </Button>
      )}
      {dialog === 'ask' && <AskDialog subjectId={kept.subjectId} onClose={close} onDone={onChanged} />}
      {dialog === 'erase' && <EraseDialog kept={kept} name={name} onClose={close} />}
    </>
  );
}

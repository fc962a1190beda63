import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { erasePerson } from '../../live/keeping-api.ts';
import type { KeptData, KeptDelegate } from '../../live/keeping-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone } from '../../ui/tell.ts';
import styles from './personal-data.module.css';

const GROUNDS = ['request', 'retention', 'mistake'] as const;

interface EraseDialogProps {
  readonly kept: KeptData;
  readonly name: string;
  readonly onClose: () => void;
}

/** What follows is told before, and read before the button works. */
export function EraseDialog({ kept, name, onClose }: EraseDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const troubleText = useTroubleText();
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('request');
  const [read, setRead] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await erasePerson(kept.subjectId, ground);
    setBusy(false);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
    if (!answer.ok) return;
    tellDone(t('personalData.erase.done'));
    await navigate('/personal-data');
  };
  return (
    <Modal opened onClose={onClose} title={t('personalData.erase.title', { name })} size="lg" centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <div>
            <Text fw={500}>{t('personalData.erase.consequences')}</Text>
            <ul className={styles.consequences} data-testid="consequences">
              {useConsequences(kept).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
          <NativeSelect
            label={t('personalData.erase.ground')}
            value={ground}
            data={GROUNDS.map((one) => ({ value: one, label: t(`personalData.erase.grounds.${one}`) }))}
            onChange={(event) => setGround(event.currentTarget.value as typeof ground)}
          />
          <Checkbox
            label={t('personalData.erase.confirm')}
            checked={read}
            onChange={(event) => setRead(event.currentTarget.checked)}
            data-testid="erase-read"
          />
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color="red" loading={busy} disabled={!read} data-testid="erase-submit">
            {t('personalData.erase.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Only what is so for this person. */
function useConsequences({ delegate, account, sessions, grants, posts, conferences }: KeptData): readonly string[] {
  const { t } = useTranslation();
  const { today } = useStaff();
  if (delegate) return delegateConsequences(t, delegate);
  const held = grants.filter(({ until }) => until === null || until >= today);
  return [
    t('personalData.erase.name'),
    ...(account ? [t('personalData.erase.account')] : []),
    ...(sessions.length > 0 ? [t('personalData.erase.sessions', { count: sessions.length })] : []),
    ...(held.length > 0 ? [t('personalData.erase.grants', { count: held.length })] : []),
    ...(posts.length > 0 ? [t('personalData.erase.posts', { count: posts.length, names: posts.map(({ name }) => name).join(', ') })] : []),
    ...(conferences.length > 0 ? [t('personalData.erase.conferences', { count: conferences.length })] : []),
    t('personalData.erase.journal'),
    t('personalData.erase.backups'),
  ];
}

function delegateConsequences(t: TFunction, { openVoteCount }: KeptDelegate): readonly string[] {
  return [
    t('personalData.erase.delegateName'),
    t('personalData.erase.delegateSlip'),
    t('personalData.erase.delegateCounts'),
    ...(openVoteCount > 0 ? [t('personalData.erase.delegateVotes', { count: openVoteCount })] : []),
    t('personalData.erase.delegatePapers'),
    t('personalData.erase.delegateOthers'),
    t('personalData.erase.journal'),
    t('personalData.erase.backups'),
  ];
}

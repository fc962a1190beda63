import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveBallot } from '@diemcau/core';
import { useLiveSource } from '../../../live/live-context.ts';
import { serverNowMs } from '../../../live/use-server-now.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useBallotChange } from './use-ballot-change.ts';

export type BallotStep = 'open' | 'close' | 'withdraw' | 'invalid';

/** Enough for a room to find its phones; whoever needs more adds it. */
const MINUTES_FIRST = 3;
/** A ballot that is open longer than a morning was forgotten. */
const MINUTES_MAX = 240;

interface DialogsProps {
  readonly ballot: LiveBallot;
  readonly step: BallotStep | null;
  readonly onClose: () => void;
}

export function BallotDialogs({ ballot, step, onClose }: DialogsProps) {
  const { t } = useTranslation();
  const change = useBallotChange(ballot.ballotId);
  return (
    <>
      <OpenDialog ballot={ballot} opened={step === 'open'} onClose={onClose} />
      <CloseDialog ballot={ballot} opened={step === 'close'} onClose={onClose} />
      <ReasonDialog
        opened={step === 'withdraw'}
        onClose={onClose}
        title={t('ballots.withdrawDialog.title')}
        text={t('ballots.withdrawDialog.text')}
        reasonLabel={t('ballots.withdrawDialog.label')}
        submitLabel={t('ballots.withdrawDialog.submit')}
        required
        onSubmit={(reason) => change({ type: 'WithdrawBallot', reason })}
      />
      <ReasonDialog
        opened={step === 'invalid'}
        onClose={onClose}
        title={t('ballots.invalidDialog.title')}
        text={t('ballots.invalidDialog.text')}
        reasonLabel={t('ballots.invalidDialog.label')}
        submitLabel={t('ballots.invalidDialog.submit')}
        required
        danger
        onSubmit={(reason) => change({ type: 'DeclareInvalid', reason })}
      />
    </>
  );
}

interface OneDialogProps {
  readonly ballot: LiveBallot;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function OpenDialog({ ballot, opened, onClose }: OneDialogProps) {
  const { t } = useTranslation();
  const client = useLiveSource();
  const change = useBallotChange(ballot.ballotId);
  const [minutes, setMinutes] = useState<number | string>(MINUTES_FIRST);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const closesAtMs = Math.round(serverNowMs(client.snapshot().clockOffsetMs) + Number(minutes) * 60_000);
    if (await change({ type: 'OpenBallot', closesAtMs })) onClose();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('ballots.openDialog.title')} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Text mb="md">{t(ballot.voters === 'sites' ? 'ballots.openDialog.textSites' : 'ballots.openDialog.text')}</Text>
        <NumberInput
          label={t('ballots.openDialog.minutes')}
          value={minutes}
          onChange={setMinutes}
          min={1}
          max={MINUTES_MAX}
          allowDecimal={false}
          clampBehavior="strict"
          data-autofocus
          data-testid="ballot-minutes"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={minutes === ''} data-testid="ballot-open-submit">
            {t('ballots.openDialog.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function CloseDialog({ ballot, opened, onClose }: OneDialogProps) {
  const { t } = useTranslation();
  const change = useBallotChange(ballot.ballotId);
  async function close() {
    if (await change({ type: 'CloseBallot' })) onClose();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('ballots.closeDialog.title')} centered>
      <Text mb="lg">{t('ballots.closeDialog.text')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.cancel')}
        </Button>
        <Button onClick={() => void close()} data-testid="ballot-close-submit">
          {t('ballots.closeDialog.submit')}
        </Button>
      </Group>
    </Modal>
  );
}

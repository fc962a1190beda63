import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, NativeSelect, NumberInput, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SHARES } from '@diemcau/core';
import type { BallotForm, Majority, Share } from '@diemcau/core';
import { announceBallot } from '../../../live/ballots/ballot-api.ts';
import type { NewBallot } from '../../../live/ballots/ballot-api.ts';
import type { BallotKind } from '../../../live/ballots/ballot-words.ts';
import { newId } from '../../../live/new-id.ts';
import { useConference } from '../../../live/use-live.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';

const KINDS: readonly BallotKind[] = ['openPeople', 'secretPeople', 'sites'];
const BASES: readonly Majority['of'][] = ['present', 'cast', 'decided'];
const NO_QUORUM = '';
/** As the server allows. */
const QUESTION_MAX_CHARS = 1_000;

interface Draft {
  readonly question: string;
  readonly form: BallotForm['kind'];
  readonly optionLines: string;
  readonly maxChoices: number | string;
  readonly kind: BallotKind;
  readonly quorum: Share | '';
  readonly share: Share;
  readonly of: Majority['of'];
}

const FIRST: Draft = {
  question: '',
  form: 'yes-no',
  optionLines: '',
  maxChoices: 1,
  kind: 'openPeople',
  quorum: NO_QUORUM,
  share: 'half',
  of: 'present',
};

/** What is asked and how the answer counts, in one sheet; a refusal keeps everything that was typed. */
export function AnnounceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const troubleText = useTroubleText();
  const [draft, setDraft] = useState(FIRST);
  // Made once, so that a repeated press is the same ballot.
  const [ids] = useState(() => ({ ballotId: newId(), commandId: newId() }));
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await announceBallot(conferenceId, ballotOf(draft, ids.ballotId), ids.commandId);
    setBusy(false);
    if (answer.ok) onClose();
    else setTrouble(troubleText(answer.problem));
  }
  return (
    <Modal opened onClose={onClose} title={t('ballots.announce.title')} centered size="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <Textarea
            label={t('ballots.announce.question')}
            value={draft.question}
            onChange={(event) => set({ question: event.currentTarget.value })}
            maxLength={QUESTION_MAX_CHARS}
            autosize
            minRows={2}
            required
            data-autofocus
            data-testid="ballot-question"
          />
          <Radio.Group label={t('ballots.announce.form')} value={draft.form} onChange={(form) => set({ form: form as BallotForm['kind'] })}>
            <Stack gap="xs" mt="xs">
              <Radio value="yes-no" label={t('ballots.announce.yesNo')} />
              <Radio value="choose" label={t('ballots.announce.choose')} />
            </Stack>
          </Radio.Group>
          {draft.form === 'choose' && <OptionFields draft={draft} set={set} />}
          <Radio.Group label={t('ballots.announce.how')} value={draft.kind} onChange={(kind) => set({ kind: kind as BallotKind })}>
            <Stack gap="xs" mt="xs">
              {KINDS.map((kind) => (
                <Radio key={kind} value={kind} label={t(`ballots.kind.${kind}`)} description={t(`ballots.announce.howNote.${kind}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <RuleFields draft={draft} set={set} />
          <Text size="sm">{t('ballots.announce.note')}</Text>
          {trouble !== '' && (
            <Text role="alert" c="red.4">
              {trouble}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={draft.question.trim() === ''} data-testid="ballot-announce">
              {t('ballots.announce.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

function OptionFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Textarea
        label={t('ballots.announce.options')}
        value={draft.optionLines}
        onChange={(event) => set({ optionLines: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={12}
        required
        data-testid="ballot-options"
      />
      <NumberInput
        label={t('ballots.announce.maxChoices')}
        value={draft.maxChoices}
        onChange={(maxChoices) => set({ maxChoices })}
        min={1}
        max={40}
        allowDecimal={false}
      />
    </>
  );
}

function RuleFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  const shares = SHARES.map((share) => ({ value: share, label: t(`ballots.share.${share}`) }));
  return (
    <Group grow align="flex-end" gap="sm" wrap="wrap">
      <NativeSelect
        label={t('ballots.announce.quorum')}
        value={draft.quorum}
        onChange={(event) => set({ quorum: event.currentTarget.value as Draft['quorum'] })}
        data={[
          { value: NO_QUORUM, label: t('ballots.announce.quorumNone') },
          ...SHARES.map((share) => ({ value: share, label: t('ballots.announce.quorumShare', { share: t(`ballots.share.${share}`) }) })),
        ]}
      />
      <NativeSelect
        label={t('ballots.announce.majority')}
        value={draft.share}
        onChange={(event) => set({ share: event.currentTarget.value as Share })}
        data={shares}
      />
      <NativeSelect
        label={t('ballots.announce.of')}
        value={draft.of}
        onChange={(event) => set({ of: event.currentTarget.value as Majority['of'] })}
        data={BASES.map((of) => ({ value: of, label: t(`ballots.of.${of}`) }))}
      />
    </Group>
  );
}

function ballotOf(draft: Draft, ballotId: string): NewBallot {
  return {
    ballotId,
    question: draft.question.trim(),
    form: formOf(draft),
    secrecy: draft.kind === 'secretPeople' ? 'secret' : 'open',
    voters: draft.kind === 'sites' ? 'sites' : 'people',
    quorum: draft.quorum === NO_QUORUM ? null : { share: draft.quorum },
    majority: { share: draft.share, of: draft.of },
  };
}

function formOf({ form, optionLines, maxChoices }: Draft): BallotForm {
  if (form === 'yes-no') return { kind: 'yes-no' };
  const texts = optionLines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { kind: 'choose', options: texts.map((text, index) => ({ optionId: `o${index + 1}`, text })), maxChoices: Number(maxChoices) };
}

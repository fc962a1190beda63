import { useMemo, useState } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foldVietnamese } from '@diemcau/core';
import { reissueSlip, slipsOf } from '../../../live/attendance-api.ts';
import type { Slip } from '../../../live/attendance-api.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { tellProblem } from '../../../ui/tell.ts';
import { Pending } from './pending.tsx';
import styles from './print.module.css';

interface SlipsProps {
  readonly conferenceId: string;
  /** null: of every room. */
  readonly siteId: string | null;
}

/** Invitations of a room, and the one of somebody who has lost theirs. */
export function Slips({ conferenceId, siteId }: SlipsProps) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded(`${conferenceId} ${siteId}`, () => slipsOf(conferenceId, siteId));
  const [search, setSearch] = useState('');
  const [lost, setLost] = useState<Slip | null>(null);
  const [fresh, setFresh] = useState<Slip | null>(null);
  const found = useMemo(() => matching(value?.slips ?? [], search), [value, search]);
  if (fresh) {
    const back = () => {
      setFresh(null);
      again();
    };
    return <ReplacedSlip slip={fresh} onBack={back} />;
  }
  if (!value) return <Pending problem={problem} />;
  if (value.slips.length === 0) return <p>{t('attendance.print.empty')}</p>;
  return (
    <>
      <TextInput
        className={`${styles.screenOnly} ${styles.search}`}
        classNames={{ input: styles.field ?? '' }}
        label={t('attendance.print.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-testid="slip-search"
      />
      <p role="status" className={styles.screenOnly}>
        {found.length === 0 && t('attendance.print.nobodyFound')}
      </p>
      <ul className={styles.slips}>
        {found.map((slip) => (
          <SlipCard key={slip.personId} slip={slip} onLost={() => setLost(slip)} />
        ))}
      </ul>
      {lost && <ReplaceDialog conferenceId={conferenceId} slip={lost} onClose={() => setLost(null)} onReplaced={setFresh} />}
    </>
  );
}

function SlipCard({ slip, onLost }: { readonly slip: Slip; readonly onLost?: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={styles.slip} data-testid="slip">
      <QrCode text={slip.url} label={slip.name} className={styles.code} />
      <div>
        <p className={styles.name}>{slip.name}</p>
        <p>{[slip.post, slip.unitName].filter(Boolean).join(', ')}</p>
        <p>
          {t('attendance.print.place')}: <strong>{slip.siteName}</strong>
        </p>
        <p className={styles.small}>{t('attendance.print.slipHow')}</p>
        {onLost && (
          <Button
            className={styles.screenOnly}
            variant="default"
            size="sm"
            aria-label={t('attendance.print.replaceNamed', { name: slip.name })}
            onClick={onLost}
            data-testid="replace-slip"
          >
            {t('attendance.print.replace')}
          </Button>
        )}
      </div>
    </li>
  );
}

interface ReplaceDialogProps {
  readonly conferenceId: string;
  readonly slip: Slip;
  readonly onClose: () => void;
  readonly onReplaced: (fresh: Slip) => void;
}

/** Asks before: whoever still holds the old one cannot check in with it any more. */
function ReplaceDialog({ conferenceId, slip, onClose, onReplaced }: ReplaceDialogProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [busy, setBusy] = useState(false);
  async function replace() {
    setBusy(true);
    const answer = await reissueSlip(conferenceId, slip);
    setBusy(false);
    onClose();
    if (answer.ok) onReplaced(answer.value);
    else tellProblem(troubleText(answer.problem));
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('attendance.print.replaceNamed', { name: slip.name })}
      closeButtonProps={{ 'aria-label': t('attendance.list.close') }}
    >
      <p>{t('attendance.print.replaceHow')}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button loading={busy} onClick={() => void replace()} data-testid="replace-confirm" data-autofocus>
          {t('attendance.print.replaceConfirm')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Alone on its paper. */
function ReplacedSlip({ slip, onBack }: { readonly slip: Slip; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.alone} data-paper="slip" data-testid="replaced-slip">
      <p role="status" className={styles.screenOnly}>
        {t('attendance.print.replaced')}
      </p>
      <ul className={styles.slips}>
        <SlipCard slip={slip} />
      </ul>
      <Button className={styles.screenOnly} variant="default" onClick={onBack}>
        {t('attendance.print.back')}
      </Button>
    </div>
  );
}

/** Every word somewhere in the name or post. */
function matching(slips: readonly Slip[], search: string): readonly Slip[] {
  const words = foldVietnamese(search).split(' ').filter(Boolean);
  return slips.filter(({ name, post }) => {
    const text = foldVietnamese(`${name} ${post}`);
    return words.every((word) => text.includes(word));
  });
}

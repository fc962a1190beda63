import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { siteOf } from '../../live/floor.ts';
import { useAct } from '../../live/use-act.ts';
import { selectMail, useConference, useLive } from '../../live/use-live.ts';
import { useRules } from '../../live/use-rules.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './room-side.module.css';

/** As core allows (commands.ts). */
const HEADCOUNT_MAX = 100_000;

/** How many people are here; corrected by typing another number. */
export function HeadcountCard({ siteId }: { readonly siteId: SiteId }) {
  const { t, i18n } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { headcount } = useLive(selectMail);
  const expected = siteOf(useConference(), siteId)?.expectedCount ?? null;
  const [typed, setTyped] = useState<number | string>('');
  const command = { type: 'ReportHeadcount', siteId, count: Number(typed) } as const;
  const refusal = why(command);
  const time = headcount && clockText(headcount.atMs, i18n.language, false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (typed !== '' && (await act(command)).ok) setTyped('');
  }
  return (
    <form className={styles.card} onSubmit={(event) => void submit(event)} data-testid="headcount">
      <div className={styles.row}>
        <NumberInput
          label={t('room.headcount.label')}
          description={expected === null ? null : t('room.headcount.expected', { count: expected })}
          placeholder={headcount ? String(headcount.count) : ''}
          value={typed}
          onChange={setTyped}
          min={0}
          max={HEADCOUNT_MAX}
          allowDecimal={false}
          inputMode="numeric"
          data-testid="headcount-number"
        />
        <Button
          type="submit"
          variant={headcount ? 'default' : 'filled'}
          disabled={typed === '' || refusal !== null}
          data-testid="headcount-save"
        >
          {t(headcount ? 'room.headcount.correct' : 'room.headcount.save')}
        </Button>
      </div>
      <p className={styles.quiet} role="status">
        {headcount ? t('room.headcount.known', { count: headcount.count, time }) : t('room.headcount.missing')}
      </p>
    </form>
  );
}

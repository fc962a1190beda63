import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Site } from '@diemcau/core';
import { readCount } from './expected-counts.ts';
import styles from './expected-panel.module.css';

interface ExpectedRowProps {
  readonly site: Site;
  readonly place: number;
  /** 0: not known. */
  readonly seats: number;
  readonly text: string;
  readonly disabled: boolean;
  readonly onType: (text: string) => void;
  readonly onPaste: (column: string) => void;
}

/** One room and its count; Enter and the arrows go from room to room, as in a spreadsheet. */
export function ExpectedRow({ site: { siteId, name, unitName }, place, seats, text, disabled, onType, onPaste }: ExpectedRowProps) {
  const { t } = useTranslation();
  const isWrong = readCount(text) === 'no-count';
  return (
    <li className={styles.row}>
      <span className={styles.number} aria-hidden="true">
        {place + 1}
      </span>
      <span className={styles.name}>
        {name}
        {unitName !== name && <small>{unitName}</small>}
      </span>
      <span className={styles.seats}>{seats > 0 && t('planning.expected.seats', { count: seats })}</span>
      <TextInput
        className={styles.field ?? ''}
        value={text}
        disabled={disabled}
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('planning.expected.of', { name })}
        error={isWrong && t('planning.expected.noCount')}
        data-testid={`expected-${siteId}`}
        data-expected-field
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={goOn}
        onPaste={(event) => {
          const column = event.clipboardData.getData('text');
          if (!/[\r\n]/.test(column.trim())) return;
          event.preventDefault();
          onPaste(column);
        }}
      />
    </li>
  );
}

const STEPS: Readonly<Record<string, number>> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function goOn(event: React.KeyboardEvent<HTMLInputElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const fields = [...(event.currentTarget.closest('ol')?.querySelectorAll<HTMLInputElement>('[data-expected-field]') ?? [])];
  const next = fields[fields.indexOf(event.currentTarget) + (event.shiftKey ? -step : step)];
  next?.focus();
  next?.select();
}

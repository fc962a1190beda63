import { useId } from 'react';
import styles from './code-input.module.css';

/** Six digits are read over the telephone in two groups of three. */
export const CODE_DIGITS = 6;

interface CodeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (digits: string) => void;
  readonly problem: string | null;
  readonly disabled: boolean;
}

/** One real field, so that paste, screen readers and number pads work, drawn as six places. */
export function CodeInput({ label, value, onChange, problem, disabled }: CodeInputProps) {
  const id = useId();
  return (
    <div className={styles.wrap}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.field} data-problem={problem !== null}>
        <div className={styles.places} aria-hidden="true">
          {Array.from({ length: CODE_DIGITS }, (_, place) => (
            <span key={place} className={styles.place} data-next={place === value.length}>
              {value[place] ?? ''}
            </span>
          ))}
        </div>
        <input
          id={id}
          className={styles.input}
          data-testid="join-code"
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          value={value}
          disabled={disabled}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, CODE_DIGITS))}
        />
      </div>
      <p id={`${id}-problem`} role="alert" className={styles.problem}>
        {problem}
      </p>
    </div>
  );
}

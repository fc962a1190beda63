import { IconBroadcast, IconClockPlus, IconPlayerTrackNext, IconSquareCheck, IconUserUp } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './desk-key-button.module.css';
import { KEY_LETTERS } from './desk-keys.ts';
import type { DeskKey, DeskKeyName } from './desk-keys.ts';

const ICONS = { standby: IconUserUp, give: IconBroadcast, next: IconPlayerTrackNext, end: IconSquareCheck, extend: IconClockPlus } as const;

interface DeskKeyButtonProps {
  readonly deskKey: DeskKey;
  readonly reason: string | null;
  readonly shortcuts: boolean;
  readonly onPress: (name: DeskKeyName) => void;
}

/** A key of the desk: lit when it works, with whom it concerns; dim with the reason when it does not. */
export function DeskKeyButton({ deskKey, reason, shortcuts, onPress }: DeskKeyButtonProps) {
  const { t } = useTranslation();
  const explained = useId();
  const { name, site, thenSite } = deskKey;
  const Icon = ICONS[name];
  return (
    <button
      type="button"
      className={styles.key}
      data-name={name}
      data-testid={`btn-${name}`}
      aria-disabled={reason !== null}
      aria-describedby={explained}
      aria-keyshortcuts={shortcuts ? KEY_LETTERS[name] : undefined}
      onClick={() => onPress(name)}
    >
      <span className={styles.top} aria-hidden="true">
        <Icon className={styles.icon} stroke={1.75} />
        {shortcuts && <kbd className={styles.cap}>{KEY_LETTERS[name]}</kbd>}
      </span>
      <span className={styles.label}>{t(`console.keys.${name}`)}</span>
      <span id={explained} className={styles.about}>
        {reason ?? site?.name}
        {reason === null && thenSite && <span className={styles.then}>{t('entry.screen.preparing', { name: thenSite.name })}</span>}
      </span>
    </button>
  );
}

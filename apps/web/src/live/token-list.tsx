import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from '../ui/card.module.css';
import { dayText } from '../ui/day-text.ts';
import type { ApiToken } from './my-account-api.ts';

interface TokenListProps {
  readonly tokens: readonly ApiToken[];
  readonly none: string;
  /** Absent: to look at only. */
  readonly onEnd?: (tokenId: string) => void;
}

export function TokenList({ tokens, none, onEnd }: TokenListProps) {
  if (tokens.length === 0) return <p className={styles.quiet}>{none}</p>;
  return (
    <ul className={styles.list}>
      {tokens.map((token) => (
        <TokenLine key={token.tokenId} token={token} {...(onEnd ? { onEnd } : {})} />
      ))}
    </ul>
  );
}

function TokenLine({ token, onEnd }: { readonly token: ApiToken; readonly onEnd?: (tokenId: string) => void }) {
  const { t, i18n } = useTranslation();
  const { tokenId, name, expiresAtMs, usedOn } = token;
  const day = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'vi-VN').format(expiresAtMs);
  const over = expiresAtMs <= Date.now();
  const used = usedOn === null ? t('myAccount.tokens.unused') : t('myAccount.tokens.used', { day: dayText(usedOn, i18n.language) });
  return (
    <li className={styles.line} data-testid="token-line">
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        <div className={styles.quiet}>
          {t(over ? 'myAccount.tokens.over' : 'myAccount.tokens.until', { day })} · {used}
        </div>
      </div>
      {onEnd && (
        <Button variant="subtle" size="compact-sm" aria-label={t('myAccount.tokens.endOne', { name })} onClick={() => onEnd(tokenId)}>
          {t('myAccount.tokens.end')}
        </Button>
      )}
    </li>
  );
}

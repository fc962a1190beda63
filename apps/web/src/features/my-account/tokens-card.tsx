import { useState } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endToken, ownTokens } from '../../live/my-account-api.ts';
import type { AccountRecord } from '../../live/my-account-api.ts';
import { TokenList } from '../../live/token-list.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { MakeTokenDialog } from './make-token-dialog.tsx';

/** Tokens for programs: named, with an end, and ended from here. */
export function TokensCard({ account }: { readonly account: AccountRecord }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [making, setMaking] = useState(false);
  const { value, problem, again } = useLoaded('tokens', ownTokens);
  const end = async (tokenId: string) => {
    const answer = await endToken(tokenId);
    if (answer.ok) tellDone(t('myAccount.tokens.ended'));
    else tellProblem(troubleText(answer.problem));
    again();
  };
  const make = (
    <Button variant="default" size="compact-sm" onClick={() => setMaking(true)} data-testid="make-token">
      {t('myAccount.tokens.make')}
    </Button>
  );
  return (
    <Card title={t('myAccount.tokens.title')} action={make} testId="tokens-card">
      <p className={styles.quiet}>{t('myAccount.tokens.text', { address: `${location.origin}/api/docs` })}</p>
      {problem && (
        <p role="alert" className={styles.trouble}>
          {troubleText(problem)}
        </p>
      )}
      {!value && !problem && <Skeleton height={64} mt="md" />}
      {value && <TokenList tokens={value.tokens} none={t('myAccount.tokens.none')} onEnd={(tokenId) => void end(tokenId)} />}
      {making && <MakeTokenDialog withPassword={account.hasPassword} onClose={() => setMaking(false)} onMade={again} />}
    </Card>
  );
}

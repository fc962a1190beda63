import { useTranslation } from 'react-i18next';
import { endTokenOf, tokensOf } from '../../live/accounts-api.ts';
import { TokenList } from '../../live/token-list.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import { tellDone, tellProblem } from '../../ui/tell.ts';

/** Programs that act as this account; whoever may not change it does not see them. */
export function KeptTokensCard({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value, again } = useLoaded(accountId, () => tokensOf(accountId));
  const end = async (tokenId: string) => {
    const answer = await endTokenOf(accountId, tokenId);
    if (answer.ok) tellDone(t('myAccount.tokens.ended'));
    else tellProblem(troubleText(answer.problem));
    again();
  };
  if (!value) return null;
  return (
    <Card title={t('accounts.tokens.title')} testId="kept-tokens">
      <TokenList tokens={value.tokens} none={t('accounts.tokens.none')} onEnd={(tokenId) => void end(tokenId)} />
    </Card>
  );
}

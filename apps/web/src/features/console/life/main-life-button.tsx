import { Button, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';

const STEPS = {
  draft: { type: 'OpenConference', words: 'open', Icon: IconPlayerPlay },
  scheduled: { type: 'OpenConference', words: 'open', Icon: IconPlayerPlay },
  live: { type: 'PauseConference', words: 'pause', Icon: IconPlayerPause },
  paused: { type: 'ResumeConference', words: 'resume', Icon: IconPlayerPlay },
} as const;

/** The one next step of the conference as a whole. */
export function MainLifeButton({ onReopen }: { readonly onReopen: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { phase, cancelled } = useConference();
  // What was called off is held as another conference.
  if (cancelled) return null;
  if (phase === 'closed') {
    const refusal = why({ type: 'ReopenConference', reason: '?' });
    return (
      <Button variant="default" disabled={refusal !== null} onClick={onReopen} data-testid="btn-reopen">
        {t('console.life.reopen')}
      </Button>
    );
  }
  const { type, words, Icon } = STEPS[phase];
  const refusal = why({ type });
  const button = (
    <Button
      variant={words === 'pause' ? 'default' : 'filled'}
      leftSection={<Icon size="1.125rem" />}
      disabled={refusal !== null}
      onClick={() => void act({ type })}
      data-testid={`btn-${words}`}
    >
      {t(`console.life.${words}`)}
    </Button>
  );
  if (!refusal) return button;
  return (
    <Tooltip label={t(`refusal.${refusal.code}`)}>
      <span tabIndex={0}>{button}</span>
    </Tooltip>
  );
}

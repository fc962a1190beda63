import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConferenceCommand } from '@diemcau/core';
import { tellProblem } from '../ui/tell.ts';
import { useLiveSource } from './live-context.ts';
import type { CommandOutcome } from './outbox.ts';

export type Act = (command: ConferenceCommand) => Promise<CommandOutcome>;

/** Sends a command and, when it comes to nothing, says why in the reader's language. */
export function useAct(): Act {
  const client = useLiveSource();
  const { t } = useTranslation();
  return useCallback(
    async (command) => {
      const outcome = await client.send(command);
      if (outcome.ok) return outcome;
      tellProblem('refusal' in outcome ? t(`refusal.${outcome.refusal.code}`, { ...outcome.refusal.params }) : t(`fault.${outcome.fault}`));
      return outcome;
    },
    [client, t],
  );
}

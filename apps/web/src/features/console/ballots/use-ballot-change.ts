import { useCallback } from 'react';
import type { BallotId } from '@diemcau/core';
import { changeBallot } from '../../../live/ballots/ballot-api.ts';
import type { BallotChange } from '../../../live/ballots/ballot-api.ts';
import { newId } from '../../../live/new-id.ts';
import { useConference } from '../../../live/use-live.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { tellProblem } from '../../../ui/tell.ts';

/** Resolves to whether it worked; the change itself comes over the socket, a refusal is told at once. */
export function useBallotChange(ballotId: BallotId): (change: BallotChange) => Promise<boolean> {
  const { conferenceId } = useConference();
  const troubleText = useTroubleText();
  return useCallback(
    async (change) => {
      const answer = await changeBallot(conferenceId, ballotId, { change, id: newId() });
      if (!answer.ok) tellProblem(troubleText(answer.problem));
      return answer.ok;
    },
    [conferenceId, ballotId, troubleText],
  );
}

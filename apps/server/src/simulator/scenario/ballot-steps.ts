/** What steps of a script do at the desk with ballots of people. */
import { randomUUID } from 'node:crypto';
import type { ConsoleClient } from '../console-client.ts';
import { SimulationProblem } from '../simulation-problem.ts';
import type { ScenarioRun } from './scenario-run.ts';
import type { StepOf } from './step-kinds.ts';

/** Phones hear of a ballot within a quarter of a second; a loaded server takes longer. */
const HEARD_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

export async function announceBallot(run: ScenarioRun, step: StepOf<'announce-ballot'>, line: number): Promise<void> {
  const { question, secrecy = 'open', options, choose = 1 } = step;
  const form = options
    ? { kind: 'choose', options: options.map((text, index) => ({ optionId: `option-${index + 1}`, text })), maxChoices: choose }
    : { kind: 'yes-no' };
  const ballotId = randomUUID();
  const rules = { quorum: null, majority: { share: 'half', of: 'cast' } };
  const body = { ballotId, question, form, secrecy, voters: 'people', ...rules };
  await atDesk(run, line, (chair) => chair.write('/ballots', body));
  await untilHeard(run, (ballot) => ballot?.ballotId === ballotId);
}

/** The one announced last. */
export async function openBallot(run: ScenarioRun, { for: forMs }: StepOf<'open-ballot'>, line: number): Promise<void> {
  const ballotId = await ballotIn(run, 'announced');
  if (ballotId === null) return run.fail(line, 'an announced ballot', 'none');
  await atDesk(run, line, (chair) => chair.write(`/ballots/${ballotId}/commands`, { type: 'OpenBallot', closesAtMs: Date.now() + forMs }));
  await untilHeard(run, (ballot) => ballot?.ballotId === ballotId && ballot.phase === 'open');
}

export async function closeBallot(run: ScenarioRun, line: number): Promise<void> {
  const ballotId = await ballotIn(run, 'open');
  if (ballotId === null) return run.fail(line, 'an open ballot', 'none');
  await atDesk(run, line, (chair) => chair.write(`/ballots/${ballotId}/commands`, { type: 'CloseBallot' }));
  await untilHeard(run, (ballot) => ballot?.ballotId === ballotId && ballot.phase === 'closed');
}

async function ballotIn(run: ScenarioRun, phase: 'announced' | 'open'): Promise<string | null> {
  await run.look();
  const ballot = run.parts.phones?.counts.ballot;
  return ballot?.phase === phase ? ballot.ballotId : null;
}

async function atDesk(run: ScenarioRun, line: number, act: (chair: ConsoleClient) => Promise<void>): Promise<void> {
  await act(run.parts.chair!).catch((error: unknown) => {
    if (!(error instanceof SimulationProblem)) throw error;
    run.fail(line, 'the desk to do it', error.message);
  });
}

type SeenBallot = NonNullable<ScenarioRun['parts']['phones']>['counts']['ballot'];

/** A later step sees what this one has done. */
async function untilHeard(run: ScenarioRun, isHeard: (ballot: SeenBallot) => boolean): Promise<void> {
  const endsAtMs = performance.now() + HEARD_WITHIN_MS;
  await run.look();
  while (!isHeard(run.parts.phones?.counts.ballot ?? null) && performance.now() < endsAtMs) {
    await run.wait(LOOK_EVERY_MS);
    await run.look();
  }
}

/** What steps of a script do with phones. */
import type { ArrivalShape } from '../phones/arrival.ts';
import type { PhoneParty } from '../phones/phone-party.ts';
import type { Share } from './fields.ts';
import type { ScenarioRun } from './scenario-run.ts';
import type { StepOf } from './step-kinds.ts';

/** 200 a second, as through the doors of a few hundred halls. */
const ARRIVAL_MS = 5;
/** As usual in such ballots; what is left abstains. */
const USUAL_VOTES = { yes: 0.8, no: 0.12 };

export async function arrivePhones(
  run: ScenarioRun,
  step: { readonly phones: Share | undefined; readonly over: number | undefined; readonly shape: ArrivalShape | undefined },
): Promise<void> {
  const { party, drawn } = drawPhones(run, step.phones, false);
  const overMs = step.over ?? drawn.length * ARRIVAL_MS;
  await party?.arrive(drawn, { overMs, shape: step.shape ?? 'even', random: run.random });
}

export async function leavePhones(
  run: ScenarioRun,
  { phones, over = 0 }: { readonly phones: Share | undefined; readonly over: number | undefined },
): Promise<void> {
  const { party, drawn } = drawPhones(run, phones, true);
  await party?.leave(drawn, { overMs: over, random: run.random });
}

export async function cutPhones(
  run: ScenarioRun,
  cut: { readonly phones: Share | undefined; readonly forMs: number; readonly overMs: number; readonly keeps: 'page' | 'nothing' },
): Promise<void> {
  const { party, drawn } = drawPhones(run, cut.phones, true);
  const acts = drawn.map((phone) => ({ phone, afterMs: Math.round(cut.forMs + run.random.next() * cut.overMs) }));
  await party?.cut(acts, cut.keeps);
}

/** Everybody in the same moment. */
export async function stormPhones(run: ScenarioRun, phones: Share | undefined): Promise<void> {
  await cutPhones(run, { phones, forMs: 0, overMs: 0, keeps: 'nothing' });
}

export async function vote(run: ScenarioRun, step: StepOf<'vote'>, line: number): Promise<void> {
  const { party, drawn } = drawPhones(run, step.phones, true);
  const { yes, no } = sharesOf(step);
  if (yes + no > 1) return run.fail(line, 'yes and no of 100% at most', `${Math.round((yes + no) * 100)}%`);
  await run.look();
  const { ballot } = run.parts.phones!.counts;
  if (ballot?.phase !== 'open') return run.fail(line, 'an open ballot of people', ballot ? `one that is ${ballot.phase}` : 'none');
  await party?.vote(ballot.ballotId, drawn, { overMs: step.over ?? 0, yes, no, random: run.random });
}

/** Who says yes alone leaves nobody to say no. */
function sharesOf({ yes, no }: StepOf<'vote'>): { readonly yes: number; readonly no: number } {
  return yes === undefined && no === undefined ? USUAL_VOTES : { yes: yes ?? 0, no: no ?? 0 };
}

function drawPhones(
  { parts, random }: ScenarioRun,
  share: Share | undefined,
  isThere: boolean,
): { readonly party: PhoneParty | null; readonly drawn: readonly number[] } {
  const party = share === undefined ? null : parts.phones;
  return { party, drawn: party?.draw(share!, { isThere, random }) ?? [] };
}

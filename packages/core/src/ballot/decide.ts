import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { RefusalCode } from '../refusals.ts';
import { optionIdsOf, type BallotCommand, type BallotCommandOf, type BallotCommandType, type BallotForm, type Counts } from './commands.ts';
import type { BallotEvent } from './events.ts';
import { handsOf } from './evolve.ts';
import type { BallotPhase, BallotState } from './state.ts';

export type BallotDecision = Decision<BallotEvent>;

/** Under ten ballots a total says too much about each of them; the publication rules of secret ballots begin here. */
export const SECRET_ENTITLED_MIN = 10;
/** More than fits a phone's screen is a list, and belongs on paper first. */
const OPTIONS_MAX = 40;

type Handler<T extends BallotCommandType> = (state: BallotState, command: BallotCommandOf<T>, atMs: number) => BallotDecision;

/** Who may is decided by whoever routes the command. */
const HANDLERS: { readonly [T in Exclude<BallotCommandType, 'AnnounceBallot'>]: Handler<T> } = {
  OpenBallot(state, { closesAtMs, entitled }, atMs) {
    if (state.phase !== 'announced') return refuse(notIn(state.phase, 'ballot-not-announced'));
    if (closesAtMs <= atMs) return refuse('closing-time-past');
    if (state.secrecy === 'secret' && entitled < SECRET_ENTITLED_MIN) return refuse('secret-needs-more', { min: SECRET_ENTITLED_MIN });
    return accept({ type: 'BallotOpened', closesAtMs, entitled });
  },
  ExtendBallot(state, { closesAtMs }, atMs) {
    if (state.phase !== 'open') return refuse(notIn(state.phase, 'ballot-not-open'));
    if (closesAtMs <= Math.max(atMs, state.closesAtMs ?? 0)) return refuse('closing-time-past');
    return accept({ type: 'BallotExtended', closesAtMs });
  },
  CloseBallot(state, { tally }) {
    if (state.phase !== 'open') return refuse(notIn(state.phase, 'ballot-not-open'));
    return accept({ type: 'BallotClosed', tally: state.voters === 'sites' ? tallyOfHands(state) : tally });
  },
  WithdrawBallot(state, { reason }) {
    if (state.phase !== 'announced') return refuse(notIn(state.phase, 'ballot-not-announced'));
    return reason.trim() === '' ? refuse('reason-missing') : accept({ type: 'BallotWithdrawn', reason: reason.trim() });
  },
  DeclareInvalid(state, { reason }) {
    if (state.phase !== 'open' && state.phase !== 'closed') return refuse(notIn(state.phase, 'ballot-not-open'));
    return reason.trim() === '' ? refuse('reason-missing') : accept({ type: 'BallotDeclaredInvalid', reason: reason.trim() });
  },
  CountHands(state, command, atMs) {
    if (state.voters !== 'sites') return refuse('ballot-by-people');
    const late = castRefusal(state, atMs);
    if (late) return refuse(late);
    const flaw = handsFlaw(state.form, command.hands);
    return flaw ? refuse(flaw) : countHands(state, command);
  },
};

export function decideBallot({ command, atMs }: Enveloped<BallotCommand>, state: BallotState | null): BallotDecision {
  if (command.type === 'AnnounceBallot') return announce(command, state);
  if (!state) return refuse('ballot-unknown');
  const handler = HANDLERS[command.type] as (state: BallotState, command: BallotCommand, atMs: number) => BallotDecision;
  return handler(state, command, atMs);
}

/** Why nothing can be cast now; null: it can. What comes in the last moment counts by the server's clock. */
export function castRefusal({ phase, closesAtMs }: Pick<BallotState, 'phase' | 'closesAtMs'>, atMs: number): RefusalCode | null {
  if (phase !== 'open') return notIn(phase, 'ballot-not-open');
  return closesAtMs !== null && atMs >= closesAtMs ? 'ballot-closed' : null;
}

/** Why a ballot filled in like this cannot be taken; null: it can. An empty one is a ballot, too. */
export function choiceFlaw(form: BallotForm, choice: readonly string[]): RefusalCode | null {
  const known = new Set(optionIdsOf(form));
  if (new Set(choice).size !== choice.length || choice.some((optionId) => !known.has(optionId))) return 'choice-invalid';
  if (form.kind === 'yes-no') return choice.length === 1 ? null : 'choice-invalid';
  return choice.length <= form.maxChoices ? null : 'choices-too-many';
}

function announce(command: BallotCommandOf<'AnnounceBallot'>, state: BallotState | null): BallotDecision {
  if (state) return refuse('ballot-exists');
  const question = command.question.trim();
  if (question === '') return refuse('question-missing');
  if (command.secrecy === 'secret' && command.voters === 'sites') return refuse('secret-by-hands');
  const flaw = formFlaw(command.form);
  if (flaw) return refuse(flaw);
  const { type: _type, ...announced } = command;
  return accept({ type: 'BallotAnnounced', ...announced, question });
}

function formFlaw(form: BallotForm): RefusalCode | null {
  if (form.kind === 'yes-no') return null;
  const { options, maxChoices } = form;
  if (options.length < 2 || options.length > OPTIONS_MAX) return 'options-count';
  if (options.some(({ text }) => text.trim() === '')) return 'option-text-missing';
  if (new Set(options.map(({ optionId }) => optionId)).size < options.length) return 'option-id-taken';
  return maxChoices >= 1 && maxChoices <= options.length ? null : 'choices-out-of-range';
}

/** The second officer's figures against the first's; a room whose two agree may count again until the closing. */
function countHands(state: BallotState, { siteId, counter, hands }: BallotCommandOf<'CountHands'>): BallotDecision {
  const { waiting } = handsOf(state, siteId);
  if (!waiting || waiting.counter === counter) return accept({ type: 'HandsCounted', siteId, counter, hands });
  return isSame(state.form, waiting.hands, hands)
    ? accept({ type: 'HandsAgreed', siteId, hands })
    : accept({ type: 'HandsDisagreed', siteId });
}

function handsFlaw(form: BallotForm, hands: Counts): RefusalCode | null {
  const ids = optionIdsOf(form);
  const isComplete =
    Object.keys(hands).length === ids.length && ids.every((id) => Number.isSafeInteger(hands[id]) && (hands[id] ?? -1) >= 0);
  return isComplete ? null : 'hands-incomplete';
}

function isSame(form: BallotForm, one: Counts, other: Counts): boolean {
  return optionIdsOf(form).every((id) => one[id] === other[id]);
}

/** Rooms whose officers agree. Where several options may be chosen, hands are no ballots: the largest count is the least there were. */
function tallyOfHands(state: BallotState): BallotCommandOf<'CloseBallot'>['tally'] {
  const rooms = Object.values(state.hands).flatMap(({ agreed }) => (agreed ? [agreed] : []));
  const ids = optionIdsOf(state.form);
  const counts = Object.fromEntries(ids.map((id) => [id, sum(rooms.map((room) => room[id] ?? 0))]));
  const isOneEach = state.form.kind === 'yes-no' || state.form.maxChoices === 1;
  const castIn = (room: Counts): number => (isOneEach ? sum(Object.values(room)) : Math.max(0, ...Object.values(room)));
  return { cast: sum(rooms.map(castIn)), counts };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What is over is told as over, whatever was asked of it. */
function notIn(phase: BallotPhase, otherwise: RefusalCode): RefusalCode {
  const over = {
    announced: otherwise,
    open: otherwise,
    closed: 'ballot-closed',
    withdrawn: 'ballot-withdrawn',
    invalid: 'ballot-invalid',
  } as const;
  return over[phase];
}

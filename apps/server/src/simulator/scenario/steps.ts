/** What each step of a script does. */
import { randomUUID } from 'node:crypto';
import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import { ARRIVAL_MS } from '../simulation.ts';
import { firstCount, POSTS, TROUBLES } from '../room-duties.ts';
import type { SimulatedSite } from '../simulated-site.ts';
import { SimulationProblem } from '../simulation-problem.ts';
import { SUBJECTS } from '../subjects.ts';
import type { Share } from './fields.ts';
import { announceBallot, closeBallot, openBallot } from './ballot-steps.ts';
import { arrivePhones, cutPhones, leavePhones, stormPhones, vote } from './phone-steps.ts';
import type { Member } from './roster.ts';
import type { ScenarioRun } from './scenario-run.ts';
import type { StepKind, StepOf } from './step-kinds.ts';

/** A step about phones only is about no rooms. */
const NONE: Share = { kind: 'count', count: 0 };

type Play<K extends StepKind> = (run: ScenarioRun, step: StepOf<K>, line: number) => Promise<void>;

/** Machines start differently fast after a power cut. */
const BACK_OVER_MS = 10_000;
/** As often as the run looks at anything else. */
const LOOK_EVERY_MS = 100;

export const STEPS: { readonly [K in StepKind]: Play<K> } = {
  arrive: async (run, { rooms, phones, over, shape }) => {
    const arriving = run.roster.draw<Member>(rooms ?? NONE, run.roster.absent);
    const people = arrivePhones(run, { phones, over, shape });
    await run.spread(arriving, over ?? arriving.length * ARRIVAL_MS, async (member) => {
      member.site = await run.parts.simulation.join(member.index);
    });
    const joined = arriving.flatMap(({ site }) => site ?? []);
    await Promise.all([untilBack(run, joined, 0), people]);
  },
  leave: async (run, { rooms, phones, over }) => {
    const leaving = run.roster.draw<SimulatedSite>(rooms ?? NONE, run.roster.present);
    const people = leavePhones(run, { phones, over });
    await Promise.all([run.spread(leaving, over, (site) => site.close()), people]);
  },
  headcounts: (run, { rooms, over }) =>
    each(run, { rooms, over }, ({ siteId }, view) => ({ type: 'ReportHeadcount', siteId, count: firstCount(view, siteId, run.random) })),
  hands: async (run, { rooms, over, subject }) => {
    const hands = run.roster.draw<SimulatedSite>(rooms, run.roster.silent);
    await run.spread(hands, over, (site) =>
      site.command({
        type: 'RequestFloor',
        requestId: randomUUID(),
        siteId: site.siteId,
        kind: 'speech',
        subject: subject ?? run.random.pick(SUBJECTS),
      }),
    );
  },
  'withdraw-hands': async (run, { rooms }) => {
    const { online, view } = run.roster;
    const waiting = (view?.queue ?? []).flatMap((requestId) => view?.requests[requestId] ?? []);
    const owners = run.roster.draw<SimulatedSite>(
      rooms,
      online.filter(({ siteId }) => waiting.some((request) => request.siteId === siteId)),
    );
    await run.spread(owners, 0, (site) => {
      const request = waiting.find(({ siteId }) => siteId === site.siteId);
      return request && site.command({ type: 'WithdrawRequest', requestId: request.requestId }).then(() => undefined);
    });
  },
  help: (run, { rooms, over, about, text }) =>
    each(run, { rooms, over, isAsked: (site) => !site.isHall && !site.helpCall }, ({ siteId }) => {
      const [drawn, words] = run.random.pick(TROUBLES);
      return { type: 'CallForHelp', callId: randomUUID(), siteId, kind: about ?? drawn, text: text ?? (about ? '' : words) };
    }),
  'help-over': (run, { rooms }) =>
    each(run, { rooms, over: 0, isAsked: (site) => site.helpCall !== null }, ({ siteId }) => ({ type: 'WithdrawHelp', siteId })),
  posts: (run, { rooms, over, text }) =>
    each(run, { rooms, over }, ({ siteId }) => ({
      type: 'PostMessage',
      postId: randomUUID(),
      siteId,
      text: text ?? run.random.pick(POSTS),
    })),
  'power-cut': async (run, { rooms, phones, for: forMs, 'back-over': overMs = BACK_OVER_MS }) => {
    const dark = run.roster.draw<SimulatedSite>(rooms ?? NONE, run.roster.present);
    for (const site of dark) site.cut(Math.round(forMs + run.random.next() * overMs), 'nothing');
    await Promise.all([untilBack(run, dark, forMs + overMs), cutPhones(run, { phones, forMs, overMs, keeps: 'nothing' })]);
  },
  'network-cut': async (run, { rooms, phones, for: forMs }) => {
    const away = run.roster.draw<SimulatedSite>(rooms ?? NONE, run.roster.present);
    for (const site of away) site.cut(forMs, 'page');
    await Promise.all([untilBack(run, away, forMs), cutPhones(run, { phones, forMs, overMs: 0, keeps: 'page' })]);
  },
  'reconnect-storm': async (run, { rooms, phones }) => {
    const storming = run.roster.draw<SimulatedSite>(rooms ?? NONE, run.roster.present);
    for (const site of storming) site.cut(0, 'nothing');
    await Promise.all([untilBack(run, storming, 0), stormPhones(run, phones)]);
  },
  media: async (run, { rooms, keep }) => {
    for (const site of run.roster.draw<SimulatedSite>(rooms, run.roster.present)) site.keepMedia(keep);
    await Promise.resolve();
  },
  'announce-ballot': announceBallot,
  'open-ballot': openBallot,
  vote,
  chair: async (run, { value }, line) => {
    if (value === 'close-ballot') return closeBallot(run, line);
    const { chair } = run.parts;
    const command = chair && chairCommand(value, chair.view);
    if (!command) return run.fail(line, `chair ${value}`, value === 'give-floor' ? 'an empty queue' : 'nobody speaking');
    await chair.command(command).catch((error: unknown) => {
      if (!(error instanceof SimulationProblem)) throw error;
      run.fail(line, `chair ${value}`, error.message);
    });
  },
  wait: (run, { value }) => run.wait(value),
  'wait-until': async (run, step, line) => {
    const endsAtMs = performance.now() + step.within;
    await run.look();
    while (run.unmet(step).length > 0 && performance.now() < endsAtMs) {
      await run.wait(LOOK_EVERY_MS);
      await run.look();
    }
    judge(run, step, line);
  },
  expect: async (run, step, line) => {
    await run.look();
    judge(run, step, line);
  },
};

interface Asked {
  readonly rooms: Share;
  readonly over: number | undefined;
  readonly isAsked?: (site: SimulatedSite) => boolean;
}

/** A command of each drawn room. */
async function each(
  run: ScenarioRun,
  { rooms, over, isAsked = () => true }: Asked,
  make: (site: SimulatedSite, view: ConferenceState) => ConferenceCommand,
): Promise<void> {
  const drawn = run.roster.draw<SimulatedSite>(rooms, run.roster.online.filter(isAsked));
  await run.spread(drawn, over, async (site) => {
    if (site.view) await site.command(make(site, site.view));
  });
}

/** A room that does not come back holds nobody up: a later step asks whether everybody is there. */
const BACK_WITHIN_MS = 30_000;

async function untilBack(run: ScenarioRun, sites: readonly SimulatedSite[], awayMs: number): Promise<void> {
  const endsAtMs = performance.now() + awayMs + BACK_WITHIN_MS;
  while (sites.some((site) => !site.isOnline && !site.isClosed) && performance.now() < endsAtMs) await run.wait(LOOK_EVERY_MS);
}

function judge(run: ScenarioRun, step: StepOf<'expect'> | StepOf<'wait-until'>, line: number): void {
  const unmet = run.unmet(step);
  if (unmet.length === 0) run.parts.tally.met += 1;
  for (const { wanted, was } of unmet) run.fail(line, wanted, was);
}

function chairCommand(value: Exclude<StepOf<'chair'>['value'], 'close-ballot'>, view: ConferenceState): ConferenceCommand | null {
  const { queue, speech } = view;
  if (value === 'open') return { type: 'OpenConference' };
  if (value === 'pause') return { type: 'PauseConference' };
  if (value === 'resume') return { type: 'ResumeConference' };
  if (value === 'close') return { type: 'CloseConference' };
  if (value === 'open-channel') return { type: 'OpenChannel' };
  if (value === 'close-channel') return { type: 'CloseChannel' };
  if (value === 'end-speech') return speech && { type: 'RevokeFloor', speechId: speech.speechId, reason: '' };
  const [requestId] = queue;
  const replaces = speech?.speechId ?? null;
  return requestId === undefined ? null : { type: 'GrantFloor', requestId, speechId: randomUUID(), replaces, thenStandby: false };
}

import type { SimulationAccess } from '../access.ts';
import { ConsoleClient } from '../console-client.ts';
import type { PhoneParty } from '../phones/phone-party.ts';
import type { OfficeAddress } from '../phones/slips.ts';
import { DEFAULT_HABITS, type Habits } from '../script.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { ScenarioRun, type ScenarioParts } from './scenario-run.ts';
import type { Scenario } from './step-kinds.ts';
import { Tally, type ScenarioReport } from './tally.ts';

export interface PlayOptions extends Pick<SimulationOptions, 'url' | 'access' | 'sitesMax' | 'mediaMax' | 'watch' | 'seed' | 'onEvent'> {
  readonly scenario: Scenario;
  /** null: rooms only. Closed by the caller. */
  readonly phones: PhoneParty | null;
  /** What a chair's steps are done with; null: the chair of the access file. */
  readonly office: OfficeAddress | null;
  readonly tell: ScenarioParts['tell'];
  readonly signal: AbortSignal;
}

const NO_DUTIES = { countWithinMs: 0, helpEveryMs: 0, postEveryMs: 0 };

/** Plays a script to its end and leaves. Throws SimulationProblem where it cannot begin. */
export async function playScenario(options: PlayOptions): Promise<ScenarioReport> {
  const { scenario, access, url, seed, phones, tell, signal } = options;
  const tally = new Tally();
  const simulation = await Simulation.prepare({
    ...options,
    access: { ...access, sites: access.sites.map(({ habits: _habits, ...room }) => room) },
    habits: habitsOf(scenario),
    duties: NO_DUTIES,
    onEvent: (room, event) => {
      tally.hear(room, event);
      options.onEvent(room, event);
    },
  });
  let chair: ConsoleClient | null = null;
  try {
    chair = scenario.steps.some(({ kind }) => DESK_STEPS.includes(kind)) ? await chairOf(url, options) : null;
    return await new ScenarioRun({ simulation, scenario, seed, tally, phones, chair, tell, signal }).play();
  } finally {
    chair?.close();
    await simulation.close();
  }
}

/** Rooms answer when they are called and talk for their time; everything else is the script's. */
function habitsOf({ speech }: Scenario): Habits {
  return { ...DEFAULT_HABITS, handEveryMs: 0, dropEveryMs: 0, speechMinMs: speech.fromMs, speechMaxMs: speech.toMs };
}

const DESK_STEPS: readonly Scenario['steps'][number]['kind'][] = ['chair', 'announce-ballot', 'open-ballot'];

function chairOf(url: string, { access, office }: Pick<PlayOptions, 'access' | 'office'>): Promise<ConsoleClient> | null {
  if (office) return ConsoleClient.connect(office);
  const { conferenceId, officers }: SimulationAccess = access;
  const signInToken = officers?.find(({ roles }) => roles.includes('chair'))?.signInToken;
  return conferenceId === undefined || signInToken === undefined ? null : ConsoleClient.connect({ url, conferenceId, signInToken });
}

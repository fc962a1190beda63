import type { SimulationAccess } from '../access.ts';
import { ConsoleClient } from '../console-client.ts';
import { DEFAULT_HABITS, type Habits } from '../script.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { ScenarioRun, type ScenarioParts } from './scenario-run.ts';
import type { Scenario } from './step-kinds.ts';
import { Tally, type ScenarioReport } from './tally.ts';

export interface PlayOptions extends Pick<SimulationOptions, 'url' | 'access' | 'sitesMax' | 'mediaMax' | 'watch' | 'seed' | 'onEvent'> {
  readonly scenario: Scenario;
  readonly tell: ScenarioParts['tell'];
  readonly signal: AbortSignal;
}

const NO_DUTIES = { countWithinMs: 0, helpEveryMs: 0, postEveryMs: 0 };

/** Plays a script to its end and leaves. Throws SimulationProblem where it cannot begin. */
export async function playScenario(options: PlayOptions): Promise<ScenarioReport> {
  const { scenario, access, url, seed, tell, signal } = options;
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
    chair = scenario.steps.some(({ kind }) => kind === 'chair') ? await chairOf(url, access) : null;
    return await new ScenarioRun({ simulation, scenario, seed, tally, chair, tell, signal }).play();
  } finally {
    chair?.close();
    await simulation.close();
  }
}

/** Rooms answer when they are called and talk for their time; everything else is the script's. */
function habitsOf({ speech }: Scenario): Habits {
  return { ...DEFAULT_HABITS, handEveryMs: 0, dropEveryMs: 0, speechMinMs: speech.fromMs, speechMaxMs: speech.toMs };
}

function chairOf(url: string, { conferenceId, officers }: SimulationAccess): Promise<ConsoleClient> | null {
  const signInToken = officers?.find(({ roles }) => roles.includes('chair'))?.signInToken;
  return conferenceId === undefined || signInToken === undefined ? null : ConsoleClient.connect({ url, conferenceId, signInToken });
}

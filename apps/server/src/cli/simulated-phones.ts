/** What `diemcau simulate` is told of phones. */
import { readFileSync } from 'node:fs';
import { StartProblem } from '../process/start-problem.ts';
import type { VoteHabit } from '../simulator/phones/crowd.ts';
import { parseAddresses } from '../simulator/phones/local-addresses.ts';
import { PhoneParty } from '../simulator/phones/phone-party.ts';
import { fetchSlips, readSlips, type OfficeAddress, type PhoneKey } from '../simulator/phones/slips.ts';
import { createRandom } from '../simulator/random.ts';

export interface PhoneWords {
  readonly phones?: string | undefined;
  readonly slips?: string | undefined;
  readonly conference?: string | undefined;
  readonly 'token-file'?: string | undefined;
  readonly 'conference-itself'?: boolean | undefined;
  readonly from?: string | undefined;
  readonly processes?: string | undefined;
}

export interface PhonePlace {
  readonly url: string;
  readonly seed: number;
  readonly entryPath: string;
  /** They vote by themselves in whatever opens. */
  readonly isImprovised: boolean;
}

export const PHONE_HELP = `phones:
  --phones N             so many people of the invitation list check in with a phone each
  --conference ID        asks the server for the invitations; with --token-file FILE, which holds an API token of the
                         secretary. With the chair's, a script may also open the conference and its ballots
  --slips FILE           invitations from a file instead: the answer of GET /api/v1/conferences/ID/attendance/slips
  --conference-itself    also where the conference is no rehearsal; the people then count as present
  --from ADDRESSES       this machine's addresses that connections come from, such as 127.0.0.2-127.0.0.9; with more
                         than 28,000 phones one address is not enough
  --processes P          at least so many processes; one for each 10,000 phones by default
  --arrive-over SECONDS  without a script: they come in over so long (60), and vote in what is opened`;

/** Without a script people take their time to read the question. */
const IMPROVISED: VoteHabit = { overMs: 25_000, yes: 0.8, no: 0.12 };

/** Throws StartProblem. */
export function officeOf({ conference, 'token-file': tokenFile }: PhoneWords, url: string): OfficeAddress | null {
  if (conference === undefined && tokenFile === undefined) return null;
  if (conference === undefined || tokenFile === undefined) throw new StartProblem('--conference and --token-file belong together');
  try {
    return { url, conferenceId: conference, apiToken: readFileSync(tokenFile, 'utf8').trim() };
  } catch (error) {
    throw new StartProblem(`Cannot read the token file ${tokenFile} (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** null: no phones were asked for. Throws StartProblem, SimulationProblem. */
export async function phoneParty(words: PhoneWords, place: PhonePlace, office: OfficeAddress | null): Promise<PhoneParty | null> {
  const { phones, slips, from, processes = '1' } = words;
  if (phones === undefined) return null;
  if (!/^[1-9]\d*$/.test(phones)) throw new StartProblem(`--phones takes a whole number above 0, not "${phones}"`);
  // A machine has no more cores than that to spare.
  if (!/^([1-9]|[1-5]\d|6[0-4])$/.test(processes)) throw new StartProblem(`--processes takes 1 to 64, not "${processes}"`);
  const addresses = from === undefined ? [] : parseAddresses(from);
  const keys = drawn(await invited(words, office), { wanted: Number(phones), seed: place.seed });
  if (keys.length < Number(phones))
    process.stderr.write(
      `diemcau: there are ${keys.length} invitations for ${phones} phones${slips === undefined ? '' : ` in ${slips}`}\n`,
    );
  const { url, seed, entryPath, isImprovised } = place;
  return new PhoneParty({ url, seed, entryPath, keys, addresses, processes: Number(processes), voting: isImprovised ? IMPROVISED : null });
}

async function invited(
  { slips, 'conference-itself': isItself = false }: PhoneWords,
  office: OfficeAddress | null,
): Promise<readonly PhoneKey[]> {
  if (slips !== undefined) return readSlips(slips);
  if (office) return fetchSlips(office, { isItself });
  throw new StartProblem('--phones needs invitations: --conference ID with --token-file FILE, or --slips FILE');
}

/** The same people for the same seed, from everywhere in the list. */
function drawn(keys: readonly PhoneKey[], { wanted, seed }: { readonly wanted: number; readonly seed: number }): readonly PhoneKey[] {
  if (wanted >= keys.length) return keys;
  const random = createRandom(seed);
  const lots = keys.map((key) => ({ key, lot: random.next() }));
  return lots
    .sort((a, b) => a.lot - b.lot)
    .slice(0, wanted)
    .map(({ key }) => key);
}

/**
 * Whom the phones are of: invitations, as `GET …/attendance/slips` gives them to whoever prepares the conference
 * (docs/protocol.md §1). With an API token of the secretary the simulator asks for them itself; otherwise they
 * come from a file with that answer.
 */
import { readFile } from 'node:fs/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { ConferenceState } from '@diemcau/core';
import { SimulationProblem } from '../simulation-problem.ts';

/** One person's phone. */
export interface PhoneKey {
  /** Of the page's address, `/c/CODE`. */
  readonly code: string;
  readonly invitation: string;
  /** Names a script may call the phone by: its room, the person's unit and the units above the room. */
  readonly places: readonly string[];
}

const slipsSchema = Type.Object({
  slips: Type.Array(
    Type.Object({
      url: Type.String(),
      siteName: Type.Optional(Type.String()),
      unitName: Type.Optional(Type.String()),
      /** Ours: units above the room. */
      branch: Type.Optional(Type.Array(Type.String())),
    }),
    { minItems: 1 },
  ),
});

export interface OfficeAddress {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly conferenceId: string;
  /** `dct_…`, of somebody who may prepare the conference (docs/api.md §1). */
  readonly apiToken: string;
}

/** Throws SimulationProblem. */
export async function readSlips(path: string): Promise<readonly PhoneKey[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SimulationProblem(`Cannot read the slips ${path}.`, { cause });
  });
  return parseSlips(text, path);
}

/** Throws SimulationProblem. */
export function parseSlips(text: string, path: string, branches: ReadonlyMap<string, readonly string[]> = new Map()): readonly PhoneKey[] {
  const value = parseJson(text);
  if (!Value.Check(slipsSchema, value))
    throw new SimulationProblem(`${path} has no invitations: expected {"slips": [{"url": "https://…/c/CODE#i=…"}, …]}.`);
  return value.slips.map(({ url, siteName = '', unitName = '', branch = branches.get(siteName) ?? [] }, index) => {
    const match = /\/c\/([A-Za-z0-9]{8})#(?:.*&)?i=([^&]+)/.exec(url);
    if (!match) throw new SimulationProblem(`${path}: the address of slip ${index + 1} is no invitation (…/c/CODE#i=…).`);
    const places = [...new Set([siteName, unitName, ...branch])].filter((name) => name !== '');
    return { code: match[1]!, invitation: decodeURIComponent(match[2]!), places };
  });
}

/**
 * Asks the server for the invitations; that they were printed is recorded there. Whoever is checked in by a simulated
 * phone counts as present, so only a rehearsal's are taken unless `isItself` says otherwise. Throws SimulationProblem.
 */
export async function fetchSlips(office: OfficeAddress, { isItself }: { readonly isItself: boolean }): Promise<readonly PhoneKey[]> {
  const { view } = JSON.parse(await ask(office, '')) as { readonly view: ConferenceState };
  if (!view.rehearsal && !isItself)
    throw new SimulationProblem(
      `"${view.title}" is no rehearsal: simulated phones would use up the invitations of people. Make a rehearsal of it, or give --conference-itself.`,
    );
  const branches = new Map(Object.values(view.sites).map(({ name, unitNames = [] }) => [name, unitNames]));
  return parseSlips(await ask(office, '/attendance/slips'), `${office.url} (${view.title})`, branches);
}

async function ask({ url, conferenceId, apiToken }: OfficeAddress, path: string): Promise<string> {
  const address = `${url}/api/v1/conferences/${encodeURIComponent(conferenceId)}${path}`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${apiToken}` } }).catch((cause: unknown) => {
    throw new SimulationProblem(`Nothing answers at ${url}.`, { cause });
  });
  if (answer.ok) return answer.text();
  const { title = 'no reason given' } = (await answer.json().catch(() => ({}))) as { readonly title?: string };
  throw new SimulationProblem(`The server refuses the invitations of ${conferenceId} (HTTP ${answer.status}: ${title}).`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { SimulationProblem } from './simulation-problem.ts';
import type { SiteKey } from './site-session.ts';

/**
 * The rooms a simulation may enter, as a JSON file: what the secretary hands out. `clip` picks the picture
 * by its number (0 is the hall's); without it rooms get clips in order. `joinAfterMs` lets others go first;
 * `habits` are those in which a room differs from the others. `officers` let a script open the conference
 * and give the floor. What `diemcau conference create --json` and `links --json` print is such a file.
 */
const everyMs = () => Type.Optional(Type.Integer({ minimum: 0 }));
const habitsSchema = Type.Object(
  {
    handEveryMs: everyMs(),
    queueMax: Type.Optional(Type.Integer({ minimum: 1 })),
    dropEveryMs: everyMs(),
    countWithinMs: everyMs(),
    helpEveryMs: everyMs(),
    postEveryMs: everyMs(),
  },
  { additionalProperties: false },
);
const accessSchema = Type.Object({
  sites: Type.Array(
    Type.Object({
      siteId: Type.Optional(Type.String()),
      name: Type.Optional(Type.String()),
      token: Type.Optional(Type.String()),
      code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
      isHall: Type.Optional(Type.Boolean()),
      clip: Type.Optional(Type.Integer({ minimum: 0 })),
      joinAfterMs: Type.Optional(Type.Integer({ minimum: 0 })),
      habits: Type.Optional(habitsSchema),
    }),
    { minItems: 1 },
  ),
  conferenceId: Type.Optional(Type.String()),
  officers: Type.Optional(Type.Array(Type.Object({ roles: Type.Array(Type.String()), signInToken: Type.String() }))),
});
export type SimulationAccess = Static<typeof accessSchema>;
export type RoomAccess = SimulationAccess['sites'][number];

/** Throws SimulationProblem. */
export async function readAccess(path: string): Promise<SimulationAccess> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SimulationProblem(`Cannot read the access file ${path}.`, { cause });
  });
  return parseAccess(text, path);
}

/** Throws SimulationProblem. */
export function parseAccess(text: string, path: string): SimulationAccess {
  const value = parseJson(text);
  if (Value.Check(accessSchema, value)) return value;
  const [first] = Value.Errors(accessSchema, value);
  const where = first ? ` (${first.instancePath || '/'} ${first.message})` : '';
  throw new SimulationProblem(`${path} is no access file: expected {"sites": [{"token": "…"} or {"code": "123456"}, …]}${where}.`);
}

/** The link's token where there is one: six digits can be guessed, so servers let them be tried less often. */
export function keyOf(room: RoomAccess): SiteKey {
  if (room.token !== undefined) return { token: room.token };
  if (room.code !== undefined) return { code: room.code };
  throw new SimulationProblem(`The access file has neither token nor code for ${room.name ?? room.siteId ?? 'a room'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

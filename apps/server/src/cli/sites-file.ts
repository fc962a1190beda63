/** The list of rooms as a spreadsheet exports it: `name,unit,level,path,expected` a line (RFC 4180), a header line allowed. */
import { randomUUID } from 'node:crypto';
import type { PlannedSite } from '../hub/create-conference.ts';
import { StartProblem } from '../process/start-problem.ts';

/** Five figures: the largest hall seats a few thousand. */
const EXPECTED = /^\d{0,5}$/;

/**
 * Only the name must be there. `path` names the units above the room's unit, the top first: `Tỉnh A > Xã B`.
 * Throws StartProblem naming the first bad line of `path`.
 */
export function parseSites(text: string, path: string): PlannedSite[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows = lines
    .map((line, index) => ({ fields: parseLine(line), number: index + 1 }))
    .filter(({ fields }) => fields.some((field) => field !== ''));
  const withoutHeader = rows[0]?.fields[0]?.toLowerCase() === 'name' ? rows.slice(1) : rows;
  const units = new UnitIds();
  return withoutHeader.map(({ fields: [name = '', unitName = '', level = '', above = '', expected = ''], number }) => {
    if (name === '' || !/^\d{0,2}$/.test(level) || !EXPECTED.test(expected)) {
      throw new StartProblem(`${path} line ${number}: expected name,unit,level,path,expected`);
    }
    return {
      name,
      ...(unitName === '' ? {} : { unitName }),
      ...(level === '' ? {} : { level: Number(level) }),
      ...(above === '' ? {} : placeOf(units, above, unitName || name)),
      ...(expected === '' ? {} : { expectedCount: Number(expected) }),
    };
  });
}

function placeOf(units: UnitIds, above: string, unitName: string): Required<Pick<PlannedSite, 'unitId' | 'unitPath' | 'unitNames'>> {
  const names = [...above.split('>').map((name) => name.trim()), unitName].filter((name) => name !== '');
  const unitPath = names.map((_, index) => units.of(names.slice(0, index + 1))).reverse();
  return { unitId: unitPath[0]!, unitPath, unitNames: names.toReversed() };
}

/** Units of one list: the same names from the top down are the same unit. */
class UnitIds {
  readonly #ids = new Map<string, string>();

  of(names: readonly string[]): string {
    const key = names.join('\n');
    const unitId = this.#ids.get(key) ?? randomUUID();
    this.#ids.set(key, unitId);
    return unitId;
  }
}

/** Commas and doubled quotes inside quotes belong to the field; line breaks inside a field are not read. */
function parseLine(line: string): string[] {
  const fields = [...line.matchAll(/(?:^|[,;])(?:"((?:[^"]|"")*)"|([^,;]*))/g)];
  return fields.map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
}

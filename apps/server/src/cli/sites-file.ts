/** The list of rooms as a spreadsheet exports it: `name,unit,level` a line (RFC 4180), a header line allowed. */
import type { PlannedSite } from '../hub/create-conference.ts';
import { StartProblem } from '../process/start-problem.ts';

/** Throws StartProblem naming the first bad line of `path`. */
export function parseSites(text: string, path: string): PlannedSite[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows = lines
    .map((line, index) => ({ fields: parseLine(line), number: index + 1 }))
    .filter(({ fields }) => fields.some((field) => field !== ''));
  const withoutHeader = rows[0]?.fields[0]?.toLowerCase() === 'name' ? rows.slice(1) : rows;
  return withoutHeader.map(({ fields: [name = '', unitName = '', level = ''], number }) => {
    if (name === '' || !/^\d{0,2}$/.test(level)) throw new StartProblem(`${path} line ${number}: expected name,unit,level`);
    return { name, ...(unitName === '' ? {} : { unitName }), ...(level === '' ? {} : { level: Number(level) }) };
  });
}

/** Commas and doubled quotes inside quotes belong to the field; line breaks inside a field are not read. */
function parseLine(line: string): string[] {
  const fields = [...line.matchAll(/(?:^|[,;])(?:"((?:[^"]|"")*)"|([^,;]*))/g)];
  return fields.map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
}

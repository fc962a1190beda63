/**
 * One answer for all workers. Whoever scrapes lands on any of them, so each sends its series to the
 * supervisor, gets everybody's back, and prints them with the label `worker`.
 */
export type Series = Readonly<Record<string, number>>;

/** `name{label="x"}` → value, from Prometheus text (version 0.0.4). */
export function seriesOf(text: string): Series {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

/** `text` gives the families and their help; the values are those of the workers. */
export function mergeWorkers(text: string, workers: Readonly<Record<string, Series>>): string {
  const families = text.split('\n\n').map((block) => block.split('\n').filter((line) => line.startsWith('# ')));
  const rows = Object.entries(workers).flatMap(([worker, series]) =>
    Object.entries(series).map(([name, value]) => row(name, value, worker)),
  );
  const printed = families
    .filter((header) => header.length > 0)
    .map((header) => [...header, ...rows.filter((one) => one.family(header)).map((one) => one.line)]);
  return `${printed.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function row(series: string, value: number, worker: string) {
  const [, name = '', labels = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(series) ?? [];
  const all = [`worker="${worker}"`, labels].filter((part) => part !== '').join(',');
  const family = name.replace(/_(bucket|sum|count)$/, '');
  // "# TYPE name kind": a summary's and a histogram's rows carry a suffix.
  const belongs = (header: readonly string[]) => header.some((line) => [name, family].includes(line.split(' ')[2] ?? ''));
  return { line: `${name}{${all}} ${value}`, family: belongs };
}

export interface MinutesTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** As tables for a text program, as columns for a spreadsheet. false: the browser does not allow it. */
export async function copyTables(tables: readonly MinutesTable[]): Promise<boolean> {
  const [html, text] = [tables.map(htmlOf).join('<br>'), tables.map(textOf).join('\n\n')];
  try {
    // Some browsers write plain text only.
    if (typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(text);
    else
      await navigator.clipboard.write([
        new ClipboardItem({ 'text/html': blob(html, 'text/html'), 'text/plain': blob(text, 'text/plain') }),
      ]);
    return true;
  } catch {
    return false;
  }
}

export function textOf({ title, columns, rows }: MinutesTable): string {
  return [title, ...[columns, ...rows].map((cells) => cells.map(oneLine).join('\t'))].join('\n');
}

export function htmlOf({ title, columns, rows }: MinutesTable): string {
  const line = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${escaped(title)}</caption>${line(columns, 'th')}${rows.map((cells) => line(cells, 'td')).join('')}</table>`;
}

function oneLine(cell: string): string {
  return cell.replaceAll(/\s+/g, ' ');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function blob(text: string, type: string): Blob {
  return new Blob([text], { type });
}

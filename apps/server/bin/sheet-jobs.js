/** What is done with spreadsheets; small ones at once, large ones in a thread (sheet-thread.js). */
export const JOBS = { readWorkbook, readCsv, writeWorkbook };

async function readWorkbook({ bytes }) {
  const { default: readExcelFile } = await import('read-excel-file/node');
  // Numbers stay as they are written, so that a code 0010 typed as text and a long phone number survive.
  const sheets = await readExcelFile(Buffer.from(bytes), { parseNumber: (text) => text, trim: false });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }));
}

/** Formulas give the value they had when the file was saved; nothing is computed here. */
function cellText(cell) {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // A column of codes that became numbers arrives as 12.0 from some programs.
  return String(cell).replace(/^(\d+)\.0+$/, '$1');
}

async function readCsv({ text, delimiter }) {
  const { parse } = await import('csv-parse/sync');
  // Lines are kept where they are, so that a problem names the line a person sees.
  return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false });
}

/** Text stays text: what begins with = is no formula. */
async function writeWorkbook({ sheets }) {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const head = { type: String, fontWeight: 'bold', backgroundColor: '#E8EEF4' };
  const cell = (value) =>
    value === null || value === '' ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String, format: '@' };
  const written = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    data: [columns.map(({ title }) => ({ value: title, ...head })), ...rows.map((row) => row.map(cell))],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }));
  return writeExcelFile(written).toBuffer();
}

/** The invitation list of the reference day: 23,000 people of 145 rooms as one XLSX, and what is made of it afterwards. */
import writeExcelFile from 'write-excel-file/node';
import { officerOf, type Officer } from '../officer.ts';
import { startServerUnderTest } from '../floor/server-under-test.ts';

export const LIST_SIZE = { rooms: 145, people: 23_000 } as const;

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const MIDDLE = ['Thị Thanh', 'Văn', 'Đức', 'Minh', 'Thị Thu', 'Quang', 'Ngọc'];
const GIVEN = ['Lam', 'Bình', 'Hà', 'Ngân', 'Tùng', 'Uyển', 'Khoẻ', 'Thuỷ', 'Dũng', 'Hường', 'Tuyết'];

export interface InvitationFigures {
  readonly fileBytes: number;
  readonly dryRunMs: number;
  readonly importMs: number;
  readonly unchangedMs: number;
  /** The list of every room, as the page for printing asks for it, just after the opening. */
  readonly listMs: number;
  readonly listBytes: number;
  readonly exportMs: number;
  readonly tallyMs: number;
}

export async function measureInvitations(): Promise<InvitationFigures> {
  const file = await invitationList();
  const server = await startServerUnderTest(LIST_SIZE.rooms);
  try {
    const officer = await officerOf(server);
    const dryRun = await timed(() => upload(officer, file, '?dryRun=true'));
    const first = await timed(() => upload(officer, file));
    const again = await timed(() => upload(officer, file));
    if (first.value.created !== LIST_SIZE.people || again.value.unchanged !== LIST_SIZE.people)
      throw new Error('not everybody was imported');
    const list = await timed(() => officer.text('/attendance/people'));
    const exported = await timed(() => officer.text('/attendance/export'));
    const tally = await timed(() => officer.text('/attendance'));
    return {
      fileBytes: file.length,
      dryRunMs: dryRun.ms,
      importMs: first.ms,
      unchangedMs: again.ms,
      listMs: list.ms,
      listBytes: Buffer.byteLength(list.value),
      exportMs: exported.ms,
      tallyMs: tally.ms,
    };
  } finally {
    await server.close();
  }
}

async function invitationList(): Promise<Buffer> {
  const pick = (from: readonly string[], at: number): string => from[at % from.length]!;
  const rows = Array.from({ length: LIST_SIZE.people }, (_, place) => {
    const name = `${pick(FAMILY, place)} ${pick(MIDDLE, place * 3)} ${pick(GIVEN, place * 7)}`;
    // The hall has a name of its own; the other rooms are counted.
    const room = place % LIST_SIZE.rooms;
    return [`DB${place}`, name, 'Phó Chủ tịch Ủy ban nhân dân', `UBND xã số ${room}`, room === 0 ? 'Hội trường' : `Điểm cầu ${room}`];
  });
  const head = ['Mã đại biểu', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Điểm cầu'];
  return writeExcelFile([{ sheet: 'Danh sách triệu tập', data: [head, ...rows] }]).toBuffer();
}

async function upload(officer: Officer, bytes: Buffer, query = ''): Promise<{ readonly created: number; readonly unchanged: number }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'danh-sach.xlsx');
  const text = await officer.text(`/attendance/import${query}`, { method: 'POST', body: form });
  const report = JSON.parse(text) as { ok: boolean; counts: { created: number; unchanged: number } };
  if (!report.ok) throw new Error(text.slice(0, 500));
  return report.counts;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const beganMs = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - beganMs) };
}

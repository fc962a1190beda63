/**
 * A country that does not exist, as large as the real one: 34 top units and 3,321 communes, each with
 * a site and a person. Names are put together from syllables; the same every time.
 */

export const SIZE = { topUnits: 34, communes: 3_321 } as const;

export type Table = (string | number)[][];
export interface Workbook {
  readonly 'Đơn vị': Table;
  readonly 'Điểm cầu': Table;
  readonly 'Cán bộ': Table;
}

const FIRST = ['Khe', 'Đồng', 'Vạn', 'Cồn', 'Núi', 'Lam', 'Sông', 'Bãi', 'Suối', 'Đá', 'Gò', 'Bến', 'Rừng', 'Hồ', 'Đèo', 'Cầu'];
const SECOND = ['Sim', 'Rêu', 'Chài', 'Sậy', 'Tiên', 'Thượng', 'Mới', 'Dừa', 'Bạc', 'Hoà', 'Uyên', 'Quỳnh', 'Lựu', 'Ngái', 'Trúc', 'Đẵng'];
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
const MIDDLE = ['Thị', 'Văn', 'Đức', 'Minh', 'Thu', 'Quang', 'Ngọc'];
const GIVEN = ['Lam', 'Bến', 'Hà', 'Ngân', 'Tùng', 'Uyển', 'Khoẻ', 'Thuỷ', 'Dũng', 'Hường', 'Tuyết'];
const KINDS = ['xã', 'xã', 'xã', 'phường'];

/** `spare` moves every name on: the same units by code, all of them renamed. */
export function inventedCountry(spare = 0): Workbook {
  const units: Table = [['Mã đơn vị', 'Tên đơn vị', 'Loại đơn vị', 'Đơn vị cấp trên']];
  for (let top = 0; top < SIZE.topUnits; top += 1) units.push([topCode(top), `Tỉnh ${name(top * 7 + spare)}`, 'tỉnh', '']);
  for (let place = 0; place < SIZE.communes; place += 1) {
    const kind = KINDS[place % KINDS.length]!;
    const top = place % SIZE.topUnits;
    // A third by path of names instead of code; half of the names as a Mac types them.
    const parent = place % 3 === 0 ? `Tỉnh ${name(top * 7 + spare)}` : topCode(top);
    const called = `${kind === 'xã' ? 'Xã' : 'Phường'} ${name(place + spare)} ${Math.floor(place / 256) + 1}`;
    units.push([communeCode(place), called.normalize(place % 2 ? 'NFC' : 'NFD'), kind, parent]);
  }
  return { 'Đơn vị': units, 'Điểm cầu': sitesOf(units), 'Cán bộ': peopleOf(units) };
}

function sitesOf(units: Table): Table {
  const head = ['Mã điểm cầu', 'Tên điểm cầu', 'Đơn vị', 'Loại điểm cầu', 'Phòng', 'Địa chỉ', 'Số chỗ'];
  const rows = units
    .slice(1)
    .map(([code, called], place) => [
      `P${code}`,
      `Hội trường ${called}`,
      code!,
      'hội trường',
      'Tầng 2',
      `Số ${place + 1}, đường Bến Mới`,
      80 + (place % 120),
    ]);
  return [head, ...rows];
}

function peopleOf(units: Table): Table {
  const head = ['Mã cán bộ', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Điện thoại', 'Thư điện tử', 'Vai trò', 'Trực điểm cầu'];
  const rows = units
    .slice(1)
    .map(([code], place) => [
      `C${code}`,
      person(place),
      'Văn phòng',
      code!,
      phone(place),
      `can.bo.${place}@example.vn`,
      'Cán bộ điểm cầu',
      `P${code}`,
    ]);
  return [head, ...rows];
}

/** 256 different ones. */
function name(place: number): string {
  return `${FIRST[place % FIRST.length]!} ${SECOND[Math.floor(place / FIRST.length) % SECOND.length]!}`;
}

function person(place: number): string {
  return [FAMILY[place % FAMILY.length], MIDDLE[place % MIDDLE.length], GIVEN[place % GIVEN.length]].join(' ');
}

/** A prefix that no operator has. */
function phone(place: number): string {
  return `0100${String(100_000 + place)}`;
}

function topCode(top: number): string {
  return String(top + 1).padStart(2, '0');
}

function communeCode(place: number): string {
  return `${topCode(place % SIZE.topUnits)}${String(place + 1).padStart(4, '0')}`;
}

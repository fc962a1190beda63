/** The invitation list of the invented province: a tenth of the people in its rooms, none of whom exists. */
import { DEMO_HALL, DEMO_SITES, type DemoSite } from './province.ts';

export interface DemoPerson {
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly siteName: string;
}

/** A list of 23,000 would take the newcomer's machine ten seconds of work; nobody reads further than a page. */
const ONE_IN = 10;
const LEAST = 3;

/** Lengths without a common factor: one name comes again after 17,017 people. */
const FAMILY_NAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Lò', 'Hồ', 'Ngô', 'Đinh', 'Quàng'] as const;
const MIDDLE_NAMES = ['Thị Thu', 'Văn', 'Minh', 'Thị Ngọc', 'Hữu', 'Quốc', 'Thị'] as const;
const GIVEN_NAMES = ['Hằng', 'Khuê', 'Bình', 'Lựu', 'Thắng', 'Nguyệt', 'Sơn', 'Diễm', 'Tráng', 'Uyên', 'Phước'] as const;
const LAST_NAMES = [
  'An',
  'Châu',
  'Đài',
  'Giang',
  'Hạnh',
  'Khánh',
  'Linh',
  'Mỹ',
  'Nhân',
  'Oanh',
  'Phúc',
  'Quyên',
  'Sáu',
  'Thơ',
  'Út',
  'Vân',
  'Yến',
] as const;
const POSTS = [
  'Bí thư chi bộ',
  'Trưởng ban công tác Mặt trận',
  'Công chức văn hóa - xã hội',
  'Hiệu trưởng',
  'Chủ tịch Hội Liên hiệp Phụ nữ',
  'Bí thư Đoàn Thanh niên',
  'Trưởng trạm y tế',
  'Báo cáo viên',
] as const;
/** As on real lists: some are one word, and one does not fit a line of any screen. */
const PLACES = [
  'Chi bộ cơ quan',
  'Hội Nông dân',
  'Trường Trung học cơ sở',
  'Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở kiêm Tổ công tác tuyên truyền, vận động và hòa giải ở các thôn, bản, tổ dân phố',
  'Trạm Y tế',
] as const;

export const DEMO_PEOPLE: readonly DemoPerson[] = [DEMO_HALL, ...DEMO_SITES]
  .flatMap((site) => Array.from({ length: Math.max(LEAST, Math.round(site.expectedCount / ONE_IN)) }, (_, index) => ({ site, index })))
  .map(({ site, index }, number) => personOf(site, index, number));

function personOf({ name: siteName, unit }: DemoSite, index: number, number: number): DemoPerson {
  const name = [FAMILY_NAMES, MIDDLE_NAMES, GIVEN_NAMES, LAST_NAMES].map((names) => names[number % names.length]).join(' ');
  const unitName = `${PLACES[index % PLACES.length]!}, ${unit.name}`;
  return { code: `SL-${String(number + 1).padStart(5, '0')}`, name, post: POSTS[index % POSTS.length]!, unitName, siteName };
}

/** As a secretary would upload it. */
export function peopleCsv(people: readonly DemoPerson[]): string {
  const rows = people.map(({ code, name, post, unitName, siteName }) => [code, name, post, unitName, siteName]);
  return [['Mã đại biểu', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Điểm cầu'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

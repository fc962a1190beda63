/** Who is on duty in the rooms of the invented province, and whom one would phone. */
import { DEMO_HALL, DEMO_SITES, type DemoSite } from './province.ts';

export interface SiteOfficer {
  readonly contactId: string;
  readonly siteId: string;
  readonly unitId: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string;
}

/** Lists of lengths without a common factor, so that of 145 people no two have one name. */
const FAMILY_NAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Lò', 'Hồ', 'Ngô'] as const;
const MIDDLE_NAMES = ['Thị Thu', 'Văn', 'Minh', 'Thị Ngọc', 'Hữu', 'Quốc', 'Thị'] as const;
const GIVEN_NAMES = ['Hằng', 'Khuê', 'Bình', 'Lựu', 'Thắng', 'Nguyệt', 'Sơn', 'Diễm', 'Tráng', 'Uyên', 'Phước', 'Mận', 'Nghĩa'] as const;

export const SITE_OFFICERS: readonly SiteOfficer[] = [DEMO_HALL, ...DEMO_SITES].map(officerOf);

function officerOf({ siteId, unit }: DemoSite, index: number): SiteOfficer {
  const name = [FAMILY_NAMES, MIDDLE_NAMES, GIVEN_NAMES].map((names) => names[index % names.length]).join(' ');
  const post = siteId === DEMO_HALL.siteId ? 'Chuyên viên kỹ thuật hội trường' : 'Cán bộ phụ trách điểm cầu';
  return { contactId: `can-bo-${siteId}`, siteId, unitId: unit.unitId, name, post, phone: phoneOf(index) };
}

/** Numbers that begin with 01 have been out of use in Vietnam since 2018: nobody's phone rings. */
function phoneOf(index: number): string {
  return `0145 000 ${String(index + 1).padStart(3, '0')}`;
}

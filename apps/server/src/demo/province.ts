/**
 * A province that does not exist, as large as the reference: 145 rooms, of them 3 of the province, 22 of
 * its regions, 9 of directly attached committees and 111 of wards and communes, with 23,000 people in them.
 * Tiers are words of these lists only; nothing in the program knows what a tier is.
 */
import { foldVietnamese } from '@diemcau/core';
import { REGIONS } from './regions.ts';

export interface DemoUnit {
  readonly unitId: string;
  readonly name: string;
  /** What such a unit is called; a word for people. */
  readonly kind: string;
  /** The unit and those above it, up to the top. */
  readonly path: readonly string[];
}

/** A room and the unit it belongs to. */
export interface DemoSite {
  readonly siteId: string;
  readonly name: string;
  /** Where the room is in its building. */
  readonly room: string;
  readonly unit: DemoUnit;
  /** Number of its clip; 0 is the hall's. */
  readonly clip: number;
  /** Left for people to join. */
  readonly isFree: boolean;
  /** People invited to it. */
  readonly expectedCount: number;
}

export const DEMO_ORGANISATION = 'Tỉnh Sông Lam';
export const DEMO_TITLE = 'Hội nghị giao ban công tác tuyên giáo và dân vận quý III';

const PROVINCE: DemoUnit = { unitId: 'song-lam', name: DEMO_ORGANISATION, kind: 'Tỉnh', path: ['song-lam'] };

const DEPARTMENTS: readonly string[] = ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Giáo dục và Đào tạo'];
const COMMITTEES: readonly string[] = [
  'Đảng ủy các cơ quan Đảng tỉnh',
  'Đảng ủy Ủy ban nhân dân tỉnh',
  'Đảng ủy Quân sự tỉnh',
  'Đảng ủy Công an tỉnh',
  'Đảng ủy Trường Đại học Sông Lam',
  'Đảng ủy Bệnh viện Đa khoa tỉnh Sông Lam',
  'Đảng ủy Khu kinh tế ven biển và các khu công nghiệp tỉnh Sông Lam',
  'Đảng ủy Tổng công ty Cảng và Vận tải thủy Sông Lam',
  'Đảng ủy Công ty Thủy lợi Bắc và Nam Sông Lam',
];

/** One ward and one commune, so that a visitor can be either. */
const FREE_ROOMS: readonly string[] = ['phuong-dong-ben', 'xa-van-chai'];

/** Rooms that are called more than their unit is; the longest stands for what offices really write on doors. */
const ROOM_NAMES: Readonly<Record<string, string>> = {
  'xa-nui-ong-tien': 'Xã Núi Ông Tiên, hội trường khu tái định cư lòng hồ thủy điện Thác Bụi',
  'phuong-cau-moi': 'Phường Cầu Mới, Trung tâm Phục vụ hành chính công',
  'xa-dao-chim-yen': 'Xã Đảo Chim Yến, trạm thông tin tiền tiêu',
  'xa-muong-chanh-lam': 'Xã Mường Chanh Lam, nhà sinh hoạt cộng đồng các dân tộc',
};

export const DEMO_HALL: DemoSite = {
  siteId: 'hall',
  name: 'Hội trường tỉnh Sông Lam',
  room: 'Hội trường lớn, tầng 1',
  unit: PROVINCE,
  clip: 0,
  isFree: false,
  expectedCount: 770,
};

const UNDER_PROVINCE = (kind: string) => (name: string) => unitUnder(PROVINCE, kind, name);
const departments = DEPARTMENTS.map(UNDER_PROVINCE('Sở'));
const committees = COMMITTEES.map(UNDER_PROVINCE('Đảng bộ trực thuộc'));
const regions = Object.keys(REGIONS).map((name) => unitUnder(PROVINCE, 'Khu vực', `Khu vực ${name}`));
const communes = Object.values(REGIONS).flatMap((names, index) =>
  names.map((name) => unitUnder(regions[index]!, name.startsWith('Phường') ? 'Phường' : 'Xã', name)),
);

/** Parents before children. */
export const DEMO_UNITS: readonly DemoUnit[] = [PROVINCE, ...departments, ...committees, ...regions, ...communes];

/** Every room but the hall. Sizes differ and add up, with the hall's, to 23,000. */
export const DEMO_SITES: readonly DemoSite[] = [
  ...departments.map((unit, index) => siteOf(unit, 'Phòng họp trực tuyến', 180 + 60 * index)),
  ...committees.map((unit, index) => siteOf(unit, 'Phòng họp số 1', sizeOf(index, 200, 121))),
  ...regions.map((unit, index) => siteOf(unit, 'Hội trường trung tâm chính trị', sizeOf(index, 250, 141))),
  ...communes.map((unit, index) => siteOf(unit, 'Hội trường ủy ban nhân dân', sizeOf(index, 88, 51))),
].map((site, index) => ({ ...site, clip: index + 1 }));

/** Invented people in the words a person reads. */
export const DEMO_OFFICERS = [
  { role: 'chair', name: 'Nguyễn Thị Lam Hà' },
  { role: 'deputy', name: 'Lê Văn Bến' },
  { role: 'secretary', name: 'Phạm Thu Ngân' },
  { role: 'technician', name: 'Vũ Quốc Đạt' },
] as const;
export type DemoRole = (typeof DEMO_OFFICERS)[number]['role'];

function unitUnder(parent: DemoUnit, kind: string, name: string): DemoUnit {
  const unitId = `dv-${idOf(name)}`;
  return { unitId, name, kind, path: [unitId, ...parent.path] };
}

function siteOf(unit: DemoUnit, room: string, expectedCount: number): DemoSite {
  const siteId = idOf(unit.name);
  return { siteId, name: ROOM_NAMES[siteId] ?? unit.name, room, unit, clip: 0, isFree: FREE_ROOMS.includes(siteId), expectedCount };
}

/** Spread over `span` without a pattern that is seen: 37 has no factor in common with the spans. */
function sizeOf(index: number, least: number, span: number): number {
  return least + ((index * 37) % span);
}

/** Ids have 64 characters at most; the longest names differ within the first forty. */
function idOf(name: string): string {
  return foldVietnamese(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
}

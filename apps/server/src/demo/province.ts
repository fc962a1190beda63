/**
 * A province that does not exist. Its tiers are those since 2025, province and commune, with departments
 * and committees beside them and two village houses below; nothing in the program knows what a tier is.
 */
export interface DemoUnit {
  readonly unitId: string;
  readonly name: string;
  /** Depth in the tree, 0 at the top. */
  readonly level: number;
  /** The unit and those above it, up to the top. */
  readonly path: readonly string[];
}

/** A room and the unit it belongs to. */
export interface DemoSite {
  readonly siteId: string;
  readonly name: string;
  readonly unit: DemoUnit;
  /** Number of its clip; 0 is the hall's. */
  readonly clip: number;
  /** Left for people to join. */
  readonly isFree: boolean;
  /** People invited to it. */
  readonly expectedCount: number;
}

export const DEMO_TITLE = 'Hội nghị giao ban công tác tuyên giáo và dân vận quý III';

const PROVINCE: DemoUnit = { unitId: 'song-lam', name: 'Tỉnh Sông Lam', level: 0, path: ['song-lam'] };

export const DEMO_HALL: DemoSite = {
  siteId: 'hall',
  name: 'Hội trường tỉnh Sông Lam',
  unit: PROVINCE,
  clip: 0,
  isFree: false,
  expectedCount: 180,
};

/** Fifteen rooms in the order of their clips, whose pictures show these numbers. */
const ROOMS: readonly (readonly [siteId: string, name: string, unitName: string, level: number, expectedCount: number])[] = [
  ['so-van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở Văn hóa, Thể thao và Du lịch', 1, 64],
  ['so-giao-duc', 'Sở Giáo dục và Đào tạo', 'Sở Giáo dục và Đào tạo', 1, 72],
  ['so-y-te', 'Sở Y tế', 'Sở Y tế', 1, 58],
  ['dang-uy-cac-co-quan-dang', 'Đảng ủy các cơ quan Đảng tỉnh', 'Đảng ủy các cơ quan Đảng tỉnh', 1, 45],
  ['dang-uy-uy-ban', 'Đảng ủy Ủy ban nhân dân tỉnh', 'Đảng ủy Ủy ban nhân dân tỉnh', 1, 52],
  ['phuong-lam-thuong', 'Phường Lam Thượng', 'Phường Lam Thượng', 1, 38],
  ['phuong-cau-moi', 'Phường Cầu Mới', 'Phường Cầu Mới', 1, 41],
  ['phuong-dong-ben', 'Phường Đông Bến', 'Phường Đông Bến', 1, 36],
  ['xa-khe-sim', 'Xã Khe Sim', 'Xã Khe Sim', 1, 55],
  ['xa-van-chai', 'Xã Vạn Chài', 'Xã Vạn Chài', 1, 47],
  ['xa-dong-reu', 'Xã Đồng Rêu', 'Xã Đồng Rêu', 1, 33],
  ['xa-con-say', 'Xã Cồn Sậy', 'Xã Cồn Sậy', 1, 29],
  ['xa-nui-ong-tien', 'Xã Núi Ông Tiên', 'Xã Núi Ông Tiên', 1, 62],
  ['thon-da-bac', 'Nhà văn hóa thôn Đá Bạc', 'Thôn Đá Bạc, xã Khe Sim', 2, 24],
  ['thon-bai-dua', 'Nhà văn hóa thôn Bãi Dừa', 'Thôn Bãi Dừa, xã Vạn Chài', 2, 18],
];

/** One ward and one commune, so that a visitor can be either. */
const FREE_ROOMS: readonly string[] = ['phuong-dong-ben', 'xa-van-chai'];

/** The communes in which the village houses stand. */
const COMMUNE_OF: Readonly<Record<string, string>> = { 'thon-da-bac': 'xa-khe-sim', 'thon-bai-dua': 'xa-van-chai' };

export const DEMO_SITES: readonly DemoSite[] = ROOMS.map(([siteId, name, unitName, level, expectedCount], index) => ({
  siteId,
  name,
  unit: { unitId: unitIdOf(siteId), name: unitName, level, path: pathOf(siteId) },
  clip: index + 1,
  isFree: FREE_ROOMS.includes(siteId),
  expectedCount,
}));

function unitIdOf(siteId: string): string {
  return `dv-${siteId}`;
}

function pathOf(siteId: string): string[] {
  const commune = COMMUNE_OF[siteId];
  return [unitIdOf(siteId), ...(commune === undefined ? [] : [unitIdOf(commune)]), ...PROVINCE.path];
}

/** Invented people in the words a person reads. */
export const DEMO_OFFICERS = [
  { role: 'chair', name: 'Nguyễn Thị Lam Hà' },
  { role: 'deputy', name: 'Lê Văn Bến' },
  { role: 'secretary', name: 'Phạm Thu Ngân' },
] as const;
export type DemoRole = (typeof DEMO_OFFICERS)[number]['role'];

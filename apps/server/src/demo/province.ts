/**
 * A province that does not exist. Its tiers are those since 2025, province and commune, with departments
 * and committees beside them and two village houses below; nothing in the program knows what a tier is.
 */
export interface DemoUnit {
  readonly unitId: string;
  readonly name: string;
  /** Depth in the tree, 0 at the top. */
  readonly level: number;
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
}

export const DEMO_TITLE = 'Hội nghị giao ban công tác tuyên giáo và dân vận quý III';

const PROVINCE: DemoUnit = { unitId: 'song-lam', name: 'Tỉnh Sông Lam', level: 0 };

export const DEMO_HALL: DemoSite = {
  siteId: 'hall',
  name: 'Hội trường tỉnh Sông Lam',
  unit: PROVINCE,
  clip: 0,
  isFree: false,
};

/** Fifteen rooms in the order of their clips, whose pictures show these numbers. */
const ROOMS: readonly (readonly [siteId: string, name: string, unitName: string, level: number])[] = [
  ['so-van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở Văn hóa, Thể thao và Du lịch', 1],
  ['so-giao-duc', 'Sở Giáo dục và Đào tạo', 'Sở Giáo dục và Đào tạo', 1],
  ['so-y-te', 'Sở Y tế', 'Sở Y tế', 1],
  ['dang-uy-cac-co-quan-dang', 'Đảng ủy các cơ quan Đảng tỉnh', 'Đảng ủy các cơ quan Đảng tỉnh', 1],
  ['dang-uy-uy-ban', 'Đảng ủy Ủy ban nhân dân tỉnh', 'Đảng ủy Ủy ban nhân dân tỉnh', 1],
  ['phuong-lam-thuong', 'Phường Lam Thượng', 'Phường Lam Thượng', 1],
  ['phuong-cau-moi', 'Phường Cầu Mới', 'Phường Cầu Mới', 1],
  ['phuong-dong-ben', 'Phường Đông Bến', 'Phường Đông Bến', 1],
  ['xa-khe-sim', 'Xã Khe Sim', 'Xã Khe Sim', 1],
  ['xa-van-chai', 'Xã Vạn Chài', 'Xã Vạn Chài', 1],
  ['xa-dong-reu', 'Xã Đồng Rêu', 'Xã Đồng Rêu', 1],
  ['xa-con-say', 'Xã Cồn Sậy', 'Xã Cồn Sậy', 1],
  ['xa-nui-ong-tien', 'Xã Núi Ông Tiên', 'Xã Núi Ông Tiên', 1],
  ['thon-da-bac', 'Nhà văn hóa thôn Đá Bạc', 'Thôn Đá Bạc, xã Khe Sim', 2],
  ['thon-bai-dua', 'Nhà văn hóa thôn Bãi Dừa', 'Thôn Bãi Dừa, xã Vạn Chài', 2],
];

/** One ward and one commune, so that a visitor can be either. */
const FREE_ROOMS: readonly string[] = ['phuong-dong-ben', 'xa-van-chai'];

export const DEMO_SITES: readonly DemoSite[] = ROOMS.map(([siteId, name, unitName, level], index) => ({
  siteId,
  name,
  unit: { unitId: `dv-${siteId}`, name: unitName, level },
  clip: index + 1,
  isFree: FREE_ROOMS.includes(siteId),
}));

/** Invented people in the words a person reads. */
export const DEMO_OFFICERS = [
  { role: 'chair', name: 'Nguyễn Thị Lam Hà' },
  { role: 'deputy', name: 'Lê Văn Bến' },
  { role: 'secretary', name: 'Phạm Thu Ngân' },
] as const;
export type DemoRole = (typeof DEMO_OFFICERS)[number]['role'];

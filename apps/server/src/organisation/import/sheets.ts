/** The sheets of the workbook: one table for reading, writing, the template and its help. */
import { SITE_CAPACITY_MAX, type Role } from '@diemcau/core';

export type SheetKind = 'units' | 'sites' | 'people';
export type ColumnKey =
  'code' | 'name' | 'kind' | 'parent' | 'unit' | 'room' | 'address' | 'capacity' | 'post' | 'phone' | 'email' | 'role' | 'site';

export interface SheetColumn {
  readonly key: ColumnKey;
  readonly vi: string;
  readonly en: string;
  readonly required?: true;
  readonly maxChars: number;
  /** In characters of a spreadsheet. */
  readonly width: number;
  readonly helpVi: string;
  readonly helpEn: string;
}

export interface SheetShape {
  readonly kind: SheetKind;
  readonly vi: string;
  readonly en: string;
  readonly columns: readonly SheetColumn[];
}

const code = (vi: string, en: string): SheetColumn => ({
  key: 'code',
  vi,
  en,
  // As the commands of core take it.
  maxChars: 100,
  width: 14,
  helpVi: 'Nên có. Nhập lại tệp có cùng mã thì cập nhật, không tạo trùng.',
  helpEn: 'Better with one. A file with the same code updates, and makes no double.',
});
const unit: SheetColumn = {
  key: 'unit',
  vi: 'Đơn vị',
  en: 'Unit',
  required: true,
  maxChars: 2_000,
  width: 40,
  helpVi: 'Mã đơn vị, hoặc tên, hoặc đường dẫn tên: Tỉnh A / Xã B.',
  helpEn: 'Code of the unit, its name, or a path of names: Province A / Commune B.',
};

export const SHEETS: readonly SheetShape[] = [
  {
    kind: 'units',
    vi: 'Đơn vị',
    en: 'Units',
    columns: [
      code('Mã đơn vị', 'Unit code'),
      {
        key: 'name',
        vi: 'Tên đơn vị',
        en: 'Unit name',
        required: true,
        maxChars: 300,
        width: 44,
        helpVi: 'Tên đầy đủ.',
        helpEn: 'In full.',
      },
      {
        key: 'kind',
        vi: 'Loại đơn vị',
        en: 'Unit kind',
        maxChars: 100,
        width: 16,
        helpVi: 'Tỉnh, xã, phòng…; tùy đơn vị.',
        helpEn: 'Province, commune, office…; your own word.',
      },
      {
        key: 'parent',
        vi: 'Đơn vị cấp trên',
        en: 'Parent unit',
        maxChars: 2_000,
        width: 40,
        helpVi: 'Mã, tên hoặc đường dẫn tên; để trống nếu là cấp cao nhất.',
        helpEn: 'Code, name or path of names; empty at the top.',
      },
    ],
  },
  {
    kind: 'sites',
    vi: 'Điểm cầu',
    en: 'Sites',
    columns: [
      code('Mã điểm cầu', 'Site code'),
      {
        key: 'name',
        vi: 'Tên điểm cầu',
        en: 'Site name',
        required: true,
        maxChars: 200,
        width: 44,
        helpVi: 'Tên hiện trên màn hình.',
        helpEn: 'As shown on screens.',
      },
      unit,
      {
        key: 'kind',
        vi: 'Loại điểm cầu',
        en: 'Site kind',
        maxChars: 100,
        width: 16,
        helpVi: 'Hội trường, phòng họp…',
        helpEn: 'Hall, meeting room…',
      },
      {
        key: 'room',
        vi: 'Phòng',
        en: 'Room',
        maxChars: 200,
        width: 20,
        helpVi: 'Phòng nào trong tòa nhà.',
        helpEn: 'Which room of the building.',
      },
      { key: 'address', vi: 'Địa chỉ', en: 'Address', maxChars: 500, width: 40, helpVi: 'Nơi đặt điểm cầu.', helpEn: 'Where it is.' },
      {
        key: 'capacity',
        vi: 'Số chỗ',
        en: 'Seats',
        maxChars: 20,
        width: 10,
        helpVi: `Số nguyên đến ${SITE_CAPACITY_MAX}; để trống nếu chưa biết.`,
        helpEn: `A whole number up to ${SITE_CAPACITY_MAX}; empty where unknown.`,
      },
    ],
  },
  {
    kind: 'people',
    vi: 'Cán bộ',
    en: 'People',
    columns: [
      code('Mã cán bộ', 'Person code'),
      {
        key: 'name',
        vi: 'Họ và tên',
        en: 'Full name',
        required: true,
        maxChars: 200,
        width: 30,
        helpVi: 'Họ trước, tên sau.',
        helpEn: 'Family name first.',
      },
      { key: 'post', vi: 'Chức vụ', en: 'Post', maxChars: 200, width: 30, helpVi: 'Chức vụ ở đơn vị.', helpEn: 'The post in the unit.' },
      unit,
      {
        key: 'phone',
        vi: 'Điện thoại',
        en: 'Phone',
        maxChars: 40,
        width: 16,
        helpVi: 'Định dạng cột là văn bản để giữ số 0 đầu.',
        helpEn: 'Format the column as text to keep the first 0.',
      },
      { key: 'email', vi: 'Thư điện tử', en: 'E-mail', maxChars: 254, width: 28, helpVi: 'Có thể để trống.', helpEn: 'May be empty.' },
      {
        key: 'role',
        vi: 'Vai trò',
        en: 'Role',
        maxChars: 100,
        width: 20,
        helpVi: 'Một trong các vai trò bên dưới; có thể để trống.',
        helpEn: 'One of the roles below; may be empty.',
      },
      {
        key: 'site',
        vi: 'Trực điểm cầu',
        en: 'Site on duty',
        maxChars: 200,
        width: 16,
        helpVi: 'Mã hoặc tên điểm cầu người này trực; có thể để trống.',
        helpEn: 'Code or name of the site this person looks after; may be empty.',
      },
    ],
  },
];

/** Words for the roles, as read and written; the first of each language is written. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly vi: readonly string[]; readonly en: readonly string[] }>> = {
  administrator: { vi: ['Quản trị', 'Quản trị viên'], en: ['Administrator'] },
  chair: { vi: ['Chủ trì'], en: ['Chair'] },
  secretary: { vi: ['Thư ký'], en: ['Secretary'] },
  siteOfficer: { vi: ['Cán bộ điểm cầu'], en: ['Site officer'] },
  unitOfficer: { vi: ['Cán bộ đơn vị'], en: ['Unit officer'] },
  spokesperson: { vi: ['Người phát ngôn'], en: ['Spokesperson'] },
  auditor: { vi: ['Kiểm tra', 'Giám sát'], en: ['Auditor'] },
};

export function sheetShape(kind: SheetKind): SheetShape {
  return SHEETS.find((sheet) => sheet.kind === kind)!;
}

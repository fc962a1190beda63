/** The invitation list as a spreadsheet: what is read, what is written, the template. */
import { clockDayText } from './clock-text.ts';
import type { InvitedPerson } from './invited-people.ts';
import type { SheetShape } from '../organisation/import/sheets.ts';
import type { PlainSheet } from '../organisation/export/plain-sheet.ts';

export type Language = 'vi' | 'en';

export const PEOPLE_SHEET: SheetShape = {
  kind: 'people',
  vi: 'Danh sách triệu tập',
  en: 'Invitation list',
  columns: [
    {
      key: 'code',
      vi: 'Mã đại biểu',
      en: 'Delegate code',
      maxChars: 100,
      width: 14,
      helpVi: 'Nên có. Nhập lại tệp có cùng mã thì cập nhật, không tạo trùng.',
      helpEn: 'Better with one. A file with the same code updates, and makes no double.',
    },
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
    {
      key: 'post',
      vi: 'Chức vụ',
      en: 'Post',
      maxChars: 200,
      width: 30,
      helpVi: 'Để phân biệt người trùng tên.',
      helpEn: 'Tells people of one name apart.',
    },
    {
      key: 'unit',
      vi: 'Đơn vị',
      en: 'Unit',
      maxChars: 300,
      width: 36,
      helpVi: 'Ghi như in trên giấy mời.',
      helpEn: 'As printed on the invitation.',
    },
    {
      key: 'site',
      vi: 'Điểm cầu',
      en: 'Site',
      required: true,
      maxChars: 200,
      width: 36,
      helpVi: 'Tên hoặc mã điểm cầu nơi đại biểu dự họp.',
      helpEn: 'Name or code of the site where the delegate attends.',
    },
  ],
};

const EXPORT_HEADS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Mã đại biểu', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Điểm cầu', 'Điểm danh', 'Dự tại', 'Lúc', 'Ghi chú'],
  en: ['Delegate code', 'Full name', 'Post', 'Unit', 'Site', 'Check-in', 'Attended at', 'Time', 'Remarks'],
};
const WIDTHS = [14, 30, 30, 36, 36, 20, 36, 18, 36];

const MARKS = {
  vi: { 'in-person': 'Có mặt trực tiếp', online: 'Có mặt trực tuyến', absent: 'Vắng có lý do', unmarked: 'Chưa điểm danh' },
  en: { 'in-person': 'Present in person', online: 'Present online', absent: 'Absent with reason', unmarked: 'Not yet marked' },
} as const;
const ERASED = { vi: '(đã xoá)', en: '(erased)' } as const;
const REMARKS = {
  vi: {
    late: 'đến muộn',
    left: 'đã về',
    'walk-in': 'ngoài danh sách',
    substitute: 'đi thay',
    duty: 'bận công tác',
    health: 'lý do sức khỏe',
    leave: 'nghỉ phép',
    substituted: 'đã cử người đi thay',
    other: 'lý do khác',
  },
  en: {
    late: 'late',
    left: 'left',
    'walk-in': 'not on the list',
    substitute: 'substitute for',
    duty: 'on duty elsewhere',
    health: 'health',
    leave: 'on leave',
    substituted: 'sent a substitute',
    other: 'other reason',
  },
} as const;

export interface PeopleFile {
  readonly people: readonly InvitedPerson[];
  readonly language: Language;
  readonly timeZone: string;
  readonly siteName: (siteId: string) => string;
}

/** Everybody with how they stand. */
export function peopleSheet({ people, language, timeZone, siteName }: PeopleFile): PlainSheet {
  const nameOf = ({ name, erased }: InvitedPerson): string => (erased ? ERASED[language] : name);
  const names = new Map(people.map((person) => [person.personId, nameOf(person)]));
  const rows = people.map((person) => {
    const { standing } = person;
    const isThere = standing.mark === 'in-person' || standing.mark === 'online';
    const substitutes = person.substituteFor === null ? null : (names.get(person.substituteFor) ?? null);
    return [
      person.code,
      nameOf(person),
      person.post,
      person.unitName,
      siteName(person.listedSiteId),
      MARKS[language][standing.mark],
      isThere ? siteName(standing.siteId) : '',
      standing.sinceMs === null ? '' : clockDayText(standing.sinceMs, timeZone),
      remarksOf(person, substitutes, language),
    ];
  });
  return { name: PEOPLE_SHEET[language], head: EXPORT_HEADS[language], widths: WIDTHS, rows };
}

export function templateSheets(language: Language): PlainSheet[] {
  const { columns } = PEOPLE_SHEET;
  const head = columns.map((column) => (column.required ? `${column[language]} (*)` : column[language]));
  const help = columns.map((column) => [column[language], language === 'vi' ? column.helpVi : column.helpEn]);
  return [
    { name: PEOPLE_SHEET[language], head, widths: columns.map(({ width }) => width), rows: [] },
    {
      name: language === 'vi' ? 'Hướng dẫn' : 'Help',
      head: language === 'vi' ? ['Cột', 'Ý nghĩa'] : ['Column', 'Meaning'],
      widths: [20, 80],
      rows: help,
    },
  ];
}

function remarksOf({ origin, standing }: InvitedPerson, substitutes: string | null, language: Language): string {
  const words = REMARKS[language];
  const remarks = [
    standing.late ? words.late : '',
    standing.left ? words.left : '',
    origin === 'walk-in' ? words['walk-in'] : '',
    origin === 'substitute' ? `${words.substitute} ${substitutes ?? ''}`.trim() : '',
    standing.reason === null ? '' : words[standing.reason],
  ];
  return remarks.filter((remark) => remark !== '').join('; ');
}

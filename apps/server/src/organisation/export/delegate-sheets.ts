/** What is kept about a delegate of one conference, for the delegate to read. */
import type { AttendanceFact } from '@diemcau/core';
import type { PlainSheet } from './plain-sheet.ts';
import type { Language } from './workbook.ts';

/** As `keptData` of the hub gives it, as far as it is told. */
export interface ToldDelegate {
  readonly conferenceTitle: string;
  readonly startsAtMs: number | null;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly code: string;
  readonly siteName: string;
  readonly origin: 'list' | 'walk-in' | 'substitute';
  readonly hasPhone: boolean;
  readonly credentialCount: number;
}

export interface ToldActs {
  readonly checkIns: readonly { readonly atMs: number; readonly siteName: string | null; readonly fact: AttendanceFact }[];
  readonly openVotes: readonly { readonly question: string; readonly choice: readonly string[] }[];
}

const WORDS = {
  vi: {
    sheets: ['Danh sách triệu tập', 'Điểm danh', 'Biểu quyết công khai'],
    head: ['Mục', 'Nội dung'],
    checkInHead: ['Lúc', 'Việc', 'Điểm cầu', 'Cách ghi nhận'],
    voteHead: ['Nội dung biểu quyết', 'Lựa chọn'],
    fields: [
      'Hội nghị',
      'Bắt đầu',
      'Họ và tên',
      'Chức vụ',
      'Đơn vị',
      'Mã đại biểu',
      'Điểm cầu',
      'Vào danh sách',
      'Điện thoại đã điểm danh',
    ],
    credentials: 'Số thẻ bỏ phiếu kín đã cấp (không lưu đã bỏ phiếu gì)',
    origin: { list: 'có trong danh sách', 'walk-in': 'ngoài danh sách', substitute: 'đi thay' },
    fact: { 'in-person': 'có mặt trực tiếp', online: 'có mặt trực tuyến', left: 'rời phòng', absent: 'vắng', cleared: 'bỏ ghi nhận trước' },
    way: { invitation: 'mã trên giấy mời', 'room-code': 'mã trên màn hình phòng', officer: 'cán bộ điểm cầu', bureau: 'ban thư ký' },
    reason: { duty: 'bận công tác', health: 'lý do sức khỏe', leave: 'nghỉ phép', substituted: 'đã cử người đi thay', other: 'lý do khác' },
    option: { yes: 'Tán thành', no: 'Không tán thành', abstain: 'Không có ý kiến' },
    blank: 'Phiếu trắng',
    late: 'đến muộn',
    yes: 'có',
    no: 'không',
  },
  en: {
    sheets: ['Invitation list', 'Check-in', 'Open ballots'],
    head: ['Field', 'Content'],
    checkInHead: ['At', 'What', 'Site', 'How it was recorded'],
    voteHead: ['Question', 'Choice'],
    fields: ['Conference', 'Starts', 'Name', 'Post', 'Unit', 'Delegate code', 'Site', 'Came onto the list', 'A phone checked in'],
    credentials: 'Credentials of secret ballots given out (what was cast is not known)',
    origin: { list: 'invited', 'walk-in': 'not on the list', substitute: 'substitute' },
    fact: { 'in-person': 'present in person', online: 'present online', left: 'left', absent: 'absent', cleared: 'mark taken back' },
    way: { invitation: 'QR of the invitation', 'room-code': 'code on the room’s screen', officer: 'site officer', bureau: 'secretaries' },
    reason: { duty: 'on duty elsewhere', health: 'health', leave: 'on leave', substituted: 'sent a substitute', other: 'other reason' },
    option: { yes: 'For', no: 'Against', abstain: 'Abstention' },
    blank: 'Blank',
    late: 'late',
    yes: 'yes',
    no: 'no',
  },
} as const;

export interface DelegateTelling {
  readonly language: Language;
  readonly at: (atMs: number) => string;
}

export function delegateSheets(delegate: ToldDelegate, { checkIns, openVotes }: ToldActs, telling: DelegateTelling): PlainSheet[] {
  const words = WORDS[telling.language];
  const tables = [
    { head: words.head, rows: particulars(delegate, telling) },
    {
      head: words.checkInHead,
      rows: checkIns.map(({ atMs, siteName, fact }) => [
        telling.at(atMs),
        factText(fact, telling.language),
        siteName ?? '',
        wayText(fact, telling),
      ]),
    },
    { head: words.voteHead, rows: openVotes.map(({ question, choice }) => [question, choiceText(choice, telling.language)]) },
  ];
  return tables.map(({ head, rows }, index) => ({ name: words.sheets[index]!, head, rows, widths: head.map(() => 40) }));
}

function particulars(delegate: ToldDelegate, { language, at }: DelegateTelling): (string | number)[][] {
  const { fields, origin, credentials, yes, no } = WORDS[language];
  const { conferenceTitle, startsAtMs, name, post, unitName, code, siteName, hasPhone, credentialCount } = delegate;
  const starts = startsAtMs === null ? '' : at(startsAtMs);
  const values = [conferenceTitle, starts, name, post, unitName, code, siteName, origin[delegate.origin], hasPhone ? yes : no];
  return [...values.map((value, index) => [fields[index]!, value]), [credentials, credentialCount]];
}

function factText(fact: AttendanceFact, language: Language): string {
  const words = WORDS[language];
  if (fact.type === 'arrived') return [words.fact[fact.mark], ...(fact.late ? [words.late] : [])].join(', ');
  return fact.type === 'absent' ? `${words.fact.absent}: ${words.reason[fact.reason]}` : words.fact[fact.type];
}

function wayText(fact: AttendanceFact, { language }: DelegateTelling): string {
  return fact.type === 'arrived' ? WORDS[language].way[fact.way] : '';
}

function choiceText(choice: readonly string[], language: Language): string {
  const { option, blank } = WORDS[language];
  const words: Readonly<Record<string, string>> = option;
  return choice.length === 0 ? blank : choice.map((one) => words[one] ?? one).join(', ');
}

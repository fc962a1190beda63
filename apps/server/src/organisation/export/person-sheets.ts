/** What is kept about a person as a workbook they can read. */
import { JOURNAL_WORDS, type Role } from '@diemcau/core';
import { delegateSheets, type ToldActs, type ToldDelegate } from './delegate-sheets.ts';
import type { PlainSheet } from './plain-sheet.ts';
import type { Language } from './workbook.ts';

/** As `keptData` of the hub gives it, as far as it is told. */
export interface ToldPerson {
  readonly account: {
    readonly name: string;
    readonly username: string | null;
    readonly email: string | null;
    readonly unitId: string | null;
    readonly createdAtMs: number;
    readonly hasPassword: boolean;
    readonly hasTotp: boolean;
  } | null;
  readonly contact: {
    readonly name: string;
    readonly post: string;
    readonly phone: string;
    readonly email: string;
    readonly unitId: string;
  } | null;
  /** Stands alone, with what the person did. */
  readonly delegate: ToldDelegate | null;
  readonly acts: ToldActs | null;
  readonly sessions: readonly { readonly label: string; readonly beganAtMs: number; readonly expiresAtMs: number }[];
  readonly apiTokens: readonly { readonly name: string; readonly createdAtMs: number; readonly expiresAtMs: number }[];
  readonly grants: readonly { readonly role: Role; readonly unitId: string | null; readonly from: string; readonly until: string | null }[];
  readonly posts: readonly { readonly name: string }[];
  readonly conferences: readonly { readonly title: string; readonly roles: readonly string[] }[];
  readonly mails: readonly {
    readonly kind: string;
    readonly address: string | null;
    readonly state: string;
    readonly createdAtMs: number;
  }[];
  readonly factCount: number;
  readonly requests: readonly {
    readonly kind: 'access' | 'correction' | 'erasure';
    readonly requestedAtMs: number;
    readonly dueDay: string;
    readonly outcome: 'answered' | 'declined' | null;
  }[];
}

export interface Telling {
  readonly language: Language;
  readonly timeZone: string;
  unitName(unitId: string): string;
}

const WORDS = {
  vi: {
    sheets: ['Thông tin', 'Vai trò', 'Điểm cầu phụ trách', 'Hội nghị', 'Phiên đăng nhập', 'Mã truy cập', 'Thư', 'Yêu cầu'],
    fields: [
      'Họ và tên',
      'Tên đăng nhập',
      'Địa chỉ thư của tài khoản',
      'Đơn vị của tài khoản',
      'Tài khoản lập lúc',
      'Có mật khẩu',
      'Xác thực hai lớp',
      'Tên trong danh bạ',
      'Chức vụ',
      'Điện thoại',
      'Địa chỉ thư trong danh bạ',
      'Đơn vị trong danh bạ',
      'Số việc trong nhật ký có mã của người này',
    ],
    heads: {
      field: ['Mục', 'Nội dung'],
      grants: ['Vai trò', 'Đơn vị', 'Từ ngày', 'Đến hết ngày'],
      posts: ['Điểm cầu'],
      conferences: ['Hội nghị', 'Vai trò'],
      sessions: ['Trình duyệt', 'Từ', 'Đến'],
      tokens: ['Tên', 'Từ', 'Đến'],
      mails: ['Loại', 'Địa chỉ', 'Tình trạng', 'Lúc'],
      requests: ['Yêu cầu', 'Nhận lúc', 'Trả lời trước hết ngày', 'Kết quả'],
    },
    yes: 'có',
    no: 'không',
    whole: 'Toàn tổ chức',
    mail: { invitation: 'mời lập tài khoản', reset: 'đặt lại mật khẩu' },
    state: { queued: 'đang chờ', sent: 'đã gửi', failed: 'không gửi được', slip: 'phiếu in' },
    office: { chair: 'Chủ trì', deputy: 'Phó chủ trì', secretary: 'Thư ký' },
    open: 'chưa trả lời',
  },
  en: {
    sheets: ['Particulars', 'Roles', 'Posts', 'Conferences', 'Sign-ins', 'API tokens', 'Mail', 'Requests'],
    fields: [
      'Name',
      'User name',
      'E-mail of the account',
      'Unit of the account',
      'Account made',
      'Has a password',
      'Second factor',
      'Name in the list of contacts',
      'Post',
      'Phone',
      'E-mail in the list of contacts',
      'Unit in the list of contacts',
      'Facts in the journal with this person’s id',
    ],
    heads: {
      field: ['Field', 'Content'],
      grants: ['Role', 'Unit', 'From', 'Until the end of'],
      posts: ['Site'],
      conferences: ['Conference', 'Roles'],
      sessions: ['Browser', 'From', 'Until'],
      tokens: ['Name', 'From', 'Until'],
      mails: ['Kind', 'Address', 'State', 'At'],
      requests: ['Request', 'Received', 'To be answered by the end of', 'Outcome'],
    },
    yes: 'yes',
    no: 'no',
    whole: 'The whole organisation',
    mail: { invitation: 'invitation', reset: 'new password' },
    state: { queued: 'waiting', sent: 'sent', failed: 'failed', slip: 'printed slip' },
    office: { chair: 'Chair', deputy: 'Deputy chair', secretary: 'Secretary' },
    open: 'not answered yet',
  },
} as const;

export function personSheets(person: ToldPerson, telling: Telling): readonly PlainSheet[] {
  const { language, timeZone, unitName } = telling;
  const words = WORDS[language];
  const { values, roles } = JOURNAL_WORDS[language].frame;
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const at = (ms: number): string => time.format(ms);
  const unit = (unitId: string | null): string => (unitId === null ? words.whole : unitName(unitId));
  const requests = {
    name: words.sheets[7],
    head: words.heads.requests,
    rows: person.requests.map(({ kind, requestedAtMs, dueDay, outcome }) => [
      values[`kind.${kind}`],
      at(requestedAtMs),
      dueDay,
      outcome === null ? words.open : values[`outcome.${outcome}`],
    ]),
    widths: words.heads.requests.map(() => 40),
  };
  if (person.delegate && person.acts) return [...delegateSheets(person.delegate, person.acts, { language, at }), requests];
  const word = (map: Readonly<Record<string, string>>, key: string): string => map[key] ?? key;
  const tables = [
    { head: words.heads.field, rows: particulars(person, telling) },
    {
      head: words.heads.grants,
      rows: person.grants.map(({ role, unitId, from, until }) => [roles[role], unit(unitId), from, until ?? '']),
    },
    { head: words.heads.posts, rows: person.posts.map(({ name }) => [name]) },
    {
      head: words.heads.conferences,
      rows: person.conferences.map(({ title, roles: held }) => [title, held.map((role) => word(words.office, role)).join(', ')]),
    },
    {
      head: words.heads.sessions,
      rows: person.sessions.map(({ label, beganAtMs, expiresAtMs }) => [label, at(beganAtMs), at(expiresAtMs)]),
    },
    {
      head: words.heads.tokens,
      rows: person.apiTokens.map(({ name, createdAtMs, expiresAtMs }) => [name, at(createdAtMs), at(expiresAtMs)]),
    },
    {
      head: words.heads.mails,
      rows: person.mails.map(({ kind, address, state, createdAtMs }) => [
        word(words.mail, kind),
        address ?? '',
        word(words.state, state),
        at(createdAtMs),
      ]),
    },
  ];
  return [...tables.map(({ head, rows }, index) => ({ name: words.sheets[index]!, head, rows, widths: head.map(() => 40) })), requests];
}

function particulars({ account, contact, factCount }: ToldPerson, { language, timeZone, unitName }: Telling): (string | number)[][] {
  const { fields, yes, no, whole } = WORDS[language];
  const made =
    account && new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(account.createdAtMs);
  const ofAccount = account
    ? [
        account.name,
        account.username ?? '',
        account.email ?? '',
        account.unitId === null ? whole : unitName(account.unitId),
        made ?? '',
        account.hasPassword ? yes : no,
        account.hasTotp ? yes : no,
      ]
    : ['', '', '', '', '', '', ''];
  const ofContact = contact ? [contact.name, contact.post, contact.phone, contact.email, unitName(contact.unitId)] : ['', '', '', '', ''];
  return [...ofAccount, ...ofContact, factCount].map((value, index) => [fields[index]!, value]);
}

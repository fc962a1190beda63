/** What mail and slips say, in both languages. A text that is missing in one does not compile. */
export type MailKind = 'invitation' | 'reset';
export type MailLanguage = 'vi' | 'en';

export interface MailParams {
  readonly name: string;
  readonly organisation: string;
  readonly login: string;
  readonly url: string;
  readonly expiresAtMs: number;
  readonly timeZone: string;
}

export interface MailText {
  readonly subject: string;
  /** The address of the link stands by itself, after the first. */
  readonly paragraphs: readonly string[];
}

const TEXTS: Readonly<Record<MailLanguage, Readonly<Record<MailKind, (params: MailParams) => MailText>>>> = {
  vi: {
    invitation: ({ name, organisation, login, ...rest }) => ({
      subject: `Tài khoản Điểm Cầu của ${nameOr(organisation, 'đơn vị')}`,
      paragraphs: [
        `Kính gửi ${name}, tài khoản của ông/bà trên hệ thống giao ban trực tuyến đã được lập. Mở địa chỉ sau để đặt mật khẩu:`,
        rest.url,
        login === ''
          ? `Địa chỉ dùng được một lần, đến ${momentOf(rest, 'vi')}.`
          : `Tên đăng nhập: ${login}. Địa chỉ dùng được một lần, đến ${momentOf(rest, 'vi')}.`,
        'Nếu thư này không dành cho ông/bà, xin bỏ qua và báo cho người phụ trách.',
      ],
    }),
    reset: ({ name, ...rest }) => ({
      subject: 'Đặt lại mật khẩu Điểm Cầu',
      paragraphs: [
        `Kính gửi ${name}, mở địa chỉ sau để đặt mật khẩu mới:`,
        rest.url,
        `Địa chỉ dùng được một lần, đến ${momentOf(rest, 'vi')}. Sau khi đặt, mọi phiên đăng nhập khác kết thúc.`,
        'Nếu ông/bà không yêu cầu, mật khẩu hiện tại vẫn giữ nguyên; xin báo cho người phụ trách.',
      ],
    }),
  },
  en: {
    invitation: ({ name, organisation, login, ...rest }) => ({
      subject: `Your Điểm Cầu account at ${nameOr(organisation, 'your organisation')}`,
      paragraphs: [
        `Dear ${name}, an account in the briefing system has been made for you. Open this address to choose a password:`,
        rest.url,
        login === ''
          ? `It works once, until ${momentOf(rest, 'en')}.`
          : `Your user name is ${login}. The address works once, until ${momentOf(rest, 'en')}.`,
        'If this is not for you, ignore it and tell whoever is in charge.',
      ],
    }),
    reset: ({ name, ...rest }) => ({
      subject: 'A new password for Điểm Cầu',
      paragraphs: [
        `Dear ${name}, open this address to choose a new password:`,
        rest.url,
        `It works once, until ${momentOf(rest, 'en')}. After that every other sign-in ends.`,
        'If you did not ask for it, your password stays as it is; tell whoever is in charge.',
      ],
    }),
  },
};

export function mailText(kind: MailKind, language: MailLanguage, params: MailParams): MailText {
  return TEXTS[language][kind](params);
}

function nameOr(organisation: string, otherwise: string): string {
  return organisation === '' ? otherwise : organisation;
}

function momentOf({ expiresAtMs, timeZone }: Pick<MailParams, 'expiresAtMs' | 'timeZone'>, language: MailLanguage): string {
  const format = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', format).format(expiresAtMs);
}

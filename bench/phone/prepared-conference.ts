/** A conference with an agenda and an invitation list, ready for phones. */
import type { ServerUnderTest } from '../floor/server-under-test.ts';

export interface Prepared {
  readonly phoneUrl: string;
  readonly invitationUrl: string;
  /** Anybody with the address may look. */
  makePublic(): Promise<void>;
}

const LIST = ['Họ và tên,Chức vụ,Đơn vị,Điểm cầu', 'Nguyễn Thị Thanh Bình,Phó Chủ tịch,UBND xã An Bình,Điểm cầu 1'].join('\n');

export async function prepareConference({ url, conferenceId, secretarySignInToken }: ServerUnderTest): Promise<Prepared> {
  const api = `${url}/api/v1`;
  const cookie = await signIn(api, secretarySignInToken);
  const conference = `${api}/conferences/${conferenceId}`;
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { cookie, 'idempotency-key': crypto.randomUUID(), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${conference}${path}`, { ...init, headers });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`);
    return JSON.parse(body) as T;
  };
  const form = new FormData();
  form.append('file', new Blob([LIST]), 'danh-sach.csv');
  await ask('/attendance/import', { method: 'POST', body: form });
  const page = await ask<{ url: string }>('/phone-page');
  const { slips } = await ask<{ slips: { url: string }[] }>('/attendance/slips');
  const json = { 'content-type': 'application/json' };
  return {
    phoneUrl: here(url, page.url),
    invitationUrl: here(url, slips[0]!.url),
    makePublic: async () => void (await ask('/phone-page', { method: 'PUT', headers: json, body: JSON.stringify({ public: true }) })),
  };
}

/** The server was not told under which address it is reached. */
function here(url: string, address: string): string {
  const { pathname, hash } = new URL(address);
  return `${url}${pathname}${hash}`;
}

async function signIn(api: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${api}/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  if (response.status !== 200) throw new Error(`sign-in: ${response.status}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}

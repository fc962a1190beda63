/** A conference with an invitation list, ready for phones. */
import type { ServerUnderTest } from '../floor/server-under-test.ts';
import { officerOf } from '../officer.ts';

export interface Prepared {
  readonly phoneUrl: string;
  readonly invitationUrl: string;
  /** Anybody with the address may look. */
  makePublic(): Promise<void>;
}

const LIST = ['Họ và tên,Chức vụ,Đơn vị,Điểm cầu', 'Nguyễn Thị Thanh Bình,Phó Chủ tịch,UBND xã An Bình,Điểm cầu 1'].join('\n');

export async function prepareConference(server: ServerUnderTest): Promise<Prepared> {
  const officer = await officerOf(server);
  const form = new FormData();
  form.append('file', new Blob([LIST]), 'danh-sach.csv');
  await officer.text('/attendance/import', { method: 'POST', body: form });
  const page = JSON.parse(await officer.text('/phone-page')) as { url: string };
  const { slips } = JSON.parse(await officer.text('/attendance/slips')) as { slips: { url: string }[] };
  return {
    phoneUrl: here(server.url, page.url),
    invitationUrl: here(server.url, slips[0]!.url),
    makePublic: async () => void (await officer.text('/phone-page', { method: 'PUT', json: { public: true } })),
  };
}

/** The server was not told under which address it is reached. */
function here(url: string, address: string): string {
  const { pathname, hash } = new URL(address);
  return `${url}${pathname}${hash}`;
}

/** A delegate's phone through two ballots, and the officer at the door with a camera. */
import { request, type APIRequestContext, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsoleClient } from '../../src/simulator/console-client.ts';
import { barriers } from './barriers.ts';
import { openBrowserWith, openPage } from './chromium.ts';
import { writeQrVideo } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const ROOM = 'Điểm cầu xã An Bình';
/** A secret ballot needs ten who are there (BALLOT-5). */
const OTHERS = Array.from({ length: 10 }, (_, place) => `Lê Văn Đại Biểu ${place + 1}`);
const [VOTER, AT_DOOR, BY_NAME] = ['Nguyễn Thị Thanh Bình', 'Đặng Quốc Khánh', 'Vũ Đức Mười'];
const LIST = ['Họ và tên,Chức vụ,Điểm cầu', ...[VOTER, AT_DOOR, BY_NAME, ...OTHERS].map((name) => `${name},Ủy viên,${ROOM}`)].join('\n');
const PATIENT = { timeout: 20_000 };

let house: House;
let desk: APIRequestContext;
let browser: Browser;
let context: BrowserContext;
let phone: Page;
let chair: ConsoleClient;
let slips: readonly { readonly personId: string; readonly name: string; readonly url: string }[];
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  house = await openHouse([ROOM]);
  closing.push(() => house.close());
  const { signInUrls, conferenceId } = house.handedOut;
  desk = await request.newContext({ baseURL: house.server.url });
  closing.push(() => desk.dispose());
  await desk.post('/api/v1/session', { data: { token: tokenOf(signInUrls[2]!) } });
  const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
  await desk.post(of('/attendance/import'), { multipart: { file } });
  ({ slips } = (await (await desk.get(of('/attendance/slips'))).json()) as { slips: typeof slips });
  for (const name of OTHERS) await post('/attendance/marks', { personId: slipOf(name).personId, mark: 'in-person' });
  chair = await ConsoleClient.connect({ url: house.server.url, conferenceId, signInToken: tokenOf(signInUrls[0]!) });
  closing.push(() => Promise.resolve(chair.close()));
  await chair.command({ type: 'OpenConference' });
  browser = await openBrowserWith(await writeQrVideo(slipOf(AT_DOOR).url));
  closing.push(() => browser.close());
  context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  phone = await context.newPage();
  await phone.goto(slipOf(VOTER).url);
  await phone.getByTestId('check-in').click();
  await phone.getByTestId('checked-in').waitFor(PATIENT);
  await phone.getByTestId('phase').waitFor(PATIENT);
}, 120_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const tokenOf = (url: string): string => url.split('#t=')[1]!;
const of = (path: string): string => `/api/v1/conferences/${house.handedOut.conferenceId}${path}`;
const slipOf = (name: string) => slips.find((slip) => slip.name === name)!;

async function post(path: string, data: object): Promise<void> {
  const answer = await desk.post(of(path), { data, headers: { 'idempotency-key': crypto.randomUUID() } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}

function announce(ballotId: string, secrecy: 'open' | 'secret'): Promise<void> {
  const rules = { form: { kind: 'yes-no' }, voters: 'people', quorum: null, majority: { share: 'half', of: 'decided' } };
  return post('/ballots', { ballotId, secrecy, question: `Thông qua chỉ tiêu quý IV, ${ballotId}?`, ...rules });
}

const open = (ballotId: string) => post(`/ballots/${ballotId}/commands`, { type: 'OpenBallot', closesAtMs: Date.now() + 600_000 });
const close = (ballotId: string) => post(`/ballots/${ballotId}/commands`, { type: 'CloseBallot' });

async function counted(ballotId: string): Promise<unknown> {
  const { ballots } = (await (await desk.get(of('/ballots'))).json()) as { ballots: { ballotId: string; result: { counts: unknown } }[] };
  return ballots.find((ballot) => ballot.ballotId === ballotId)!.result.counts;
}

async function vote(option: string): Promise<void> {
  await phone.getByTestId(`option-${option}`).click(PATIENT);
  await phone.getByTestId('vote').click();
  await phone.getByTestId('vote-confirm').click();
}

describe('a phone in the hall', () => {
  it('[PHONE-13] follows an open ballot from its announcement to its result, which is then among what was decided', async () => {
    expect(await phone.getByTestId('decisions').innerText()).toContain('Chưa có nội dung nào');
    await announce('b-open', 'open');
    await phone.getByText('Chủ trì sẽ mở biểu quyết').waitFor(PATIENT);
    await open('b-open');
    await vote('yes');
    await phone.getByText('Bạn chọn: Tán thành').waitFor(PATIENT);
    expect(await barriers(phone)).toEqual([]);
    await close('b-open');
    await phone.getByTestId('ballot-result').waitFor(PATIENT);
    const decided = phone.getByTestId('decided-ballot');
    await expect.poll(() => decided.innerText(), PATIENT).toContain('Được thông qua');
    expect(await decided.innerText()).toMatch(/Tán thành:\s1/);
    expect(await barriers(phone)).toEqual([]);
  });

  it('[PHONE-14] has its parts at the bottom, large enough for a thumb, and a press brings one up', async () => {
    const links = phone.locator('nav a');
    for (const box of await links.evaluateAll((all) => all.map((one) => one.getBoundingClientRect())))
      expect([box.height >= 48, box.width >= 48, box.bottom > 600]).toEqual([true, true, true]);
    await phone.getByTestId('jump-documents').click();
    const top = () => phone.locator('#part-documents').evaluate((part) => part.getBoundingClientRect().top);
    await expect.poll(top, PATIENT).toBeLessThan(600);
    expect(new URL(phone.url()).hash).toBe('');
  });

  it('[PHONE-15] votes secretly with a credential, and finds its receipt in the list that is published', async () => {
    await announce('b-secret', 'secret');
    await phone.getByText('Đã có thẻ bỏ phiếu kín').waitFor(PATIENT);
    await open('b-secret');
    await vote('no');
    await phone.getByTestId('receipt').waitFor(PATIENT);
    await close('b-secret');
    await phone.getByTestId('find-receipt').click(PATIENT);
    await phone.getByText('phiếu này đã được tính').waitFor(PATIENT);
    const { receipts } = (await (await desk.get('/api/v1/ballots/b-secret/receipts')).json()) as { receipts: string[] };
    expect(receipts[0]).toContain(await phone.getByTestId('receipt').innerText());
  });

  it('[PHONE-10] keeps a vote without network, says so, and it counts once on return', async () => {
    await announce('b-late', 'open');
    await open('b-late');
    await phone.getByTestId('option-yes').waitFor(PATIENT);
    await context.setOffline(true);
    await vote('yes');
    await phone.getByText('Phiếu được giữ trong máy').waitFor(PATIENT);
    await context.setOffline(false);
    await phone.getByTestId('vote-cast').waitFor({ timeout: 40_000 });
    await close('b-late');
    expect(await counted('b-late')).toMatchObject({ yes: 1 });
  });

  it('[PHONE-11] tells that a vote which came back after the closing does not count', async () => {
    await announce('b-over', 'open');
    await open('b-over');
    await phone.getByTestId('option-yes').waitFor(PATIENT);
    await context.setOffline(true);
    await vote('yes');
    await phone.getByText('Phiếu được giữ trong máy').waitFor(PATIENT);
    await close('b-over');
    await context.setOffline(false);
    await phone.getByText('đã kết thúc trước khi phiếu đến nơi').waitFor({ timeout: 40_000 });
    expect(await counted('b-over')).toMatchObject({ yes: 0 });
  });
});

describe('the officer at the door', () => {
  it('[CHECKIN-24] checks in by the camera, by a name without diacritics, and adds who is not on the list', async () => {
    const room = await openPage(browser, house.handedOut.siteUrls[1]!);
    await room.getByTestId('enter-room').or(room.getByTestId('tally')).first().click(PATIENT);
    await room.getByTestId('room-tab-people').click(PATIENT);
    await room.getByTestId('open-door').click();
    await room.getByTestId('scan').click();
    await room.getByText(`Vừa ghi: ${AT_DOOR}`).or(room.getByTestId('scan-view').getByText(AT_DOOR)).first().waitFor(PATIENT);
    expect(await barriers(room)).toEqual([]);
    await room.getByTestId('scan-view').getByRole('button').click();
    await room.getByTestId('door-search').fill('vu duc');
    await room.getByTestId('person').getByTestId('mark-here').click();
    await room.getByTestId('add-arrival').click();
    await room.getByTestId('arrival-name').fill('Khách Ngoài Danh Sách');
    await room.getByTestId('arrival-save').click();
    await room.getByTestId('door-search').fill('khach');
    await room.getByTestId('person').filter({ hasText: 'ngoài danh sách' }).waitFor(PATIENT);
    const { people } = (await (await desk.get(of('/attendance/people'))).json()) as { people: { name: string; mark: string }[] };
    const there = people.filter(({ mark }) => mark === 'in-person').map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining([AT_DOOR, BY_NAME, 'Khách Ngoài Danh Sách']));
    await room.context().close();
  });
});

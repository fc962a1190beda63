/** Officers and rooms for tests, through the public interface only. */
import type { CreatedConference } from '../src/hub/create-conference.ts';
import { LiveClient } from './live-client.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  /** Parsed where it is JSON. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export async function ask(
  url: string,
  init: { readonly method?: string; readonly json?: unknown; readonly headers?: Headers; readonly text?: string } = {},
): Promise<Answer> {
  const { method = 'GET', json, headers = {}, text } = init;
  const typed = json === undefined ? headers : { 'content-type': 'application/json', ...headers };
  const response = await fetch(url, {
    method,
    headers: typed,
    body: json === undefined ? (text ?? null) : JSON.stringify(json),
    redirect: 'manual',
  });
  const said = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(said) as Record<string, unknown>) : {},
    text: said,
  };
}

export async function signIn(url: string, token: string): Promise<Headers> {
  const answer = await ask(`${url}/api/v1/session`, { method: 'POST', json: { token } });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.text}`);
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
}

/** What a browser keeps after an answer. */
export function cookiesOf(answer: Answer, before: Headers = {}): Headers {
  const jar = new Map(
    (before['cookie'] ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  );
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, ...value] = cookie.split(';')[0]!.split('=');
    if (/max-age=0/i.test(cookie)) jar.delete(name!);
    else jar.set(name!, value.join('='));
  }
  return { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
}

/** 0 chair, 1 deputy, 2 secretary. */
export async function openConsole(
  url: string,
  conference: CreatedConference,
  officer = 0,
): Promise<{ readonly client: LiveClient; readonly headers: Headers }> {
  const headers = await signIn(url, conference.officers[officer]!.signInToken);
  const address = { url: `${url}/api/v1/conferences/${conference.conferenceId}/live?as=console`, headers, audience: 'console' as const };
  return { client: await LiveClient.open(address), headers };
}

export interface RoomKeys {
  readonly sites: readonly { readonly siteId: string; readonly token: string }[];
}

export async function joinRoom(url: string, conference: RoomKeys, siteId: string): Promise<Headers> {
  const { token } = conference.sites.find((site) => site.siteId === siteId)!;
  const answer = await ask(`${url}/api/v1/site-sessions`, { method: 'POST', json: { token } });
  if (answer.status !== 201) throw new Error(`join: ${answer.text}`);
  return { authorization: `Bearer ${String(answer.body['deviceToken'])}` };
}

export function openRoom(url: string, conferenceId: string, siteId: string, headers: Headers): Promise<LiveClient> {
  return LiveClient.open({ url: `${url}/api/v1/conferences/${conferenceId}/live?as=site&site=${siteId}`, headers, audience: 'site' });
}

/** An offer as a camera makes it; the fake plane only counts its sections. */
export const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=mid:0',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'a=mid:1',
  '',
].join('\r\n');

import { randomUUID } from 'node:crypto';
import type { ConferenceCommand, ConferenceState, PresenceBySite, ServerMessage } from '@diemcau/core';
import { LiveSocket } from './live-socket.ts';
import { SimulationProblem } from './simulation-problem.ts';

export interface ConsoleAddress {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly conferenceId: string;
  /** What stands behind `#t=` in an officer's sign-in link, or an API token (docs/api.md §1). */
  readonly signInToken?: string;
  readonly apiToken?: string;
}

/** An officer's console without a screen, for load drivers and tests. Idempotent `close`. */
export class ConsoleClient {
  readonly #socket: LiveSocket;
  readonly #address: ConsoleAddress;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #looks = new Set<() => void>();
  #presence: PresenceBySite = {};

  /** Resolves when the view is there. Throws SimulationProblem where the link is refused. */
  static async connect(address: ConsoleAddress): Promise<ConsoleClient> {
    const client = new ConsoleClient(address, await proofOf(address));
    await client.until(() => true);
    return client;
  }

  private constructor(address: ConsoleAddress, headers: Readonly<Record<string, string>>) {
    const { url, conferenceId } = address;
    this.#address = address;
    this.#headers = headers;
    this.#socket = new LiveSocket({
      address: `${url.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=console`,
      headers,
      audience: 'console',
      random: Math.random,
      onMessage: (message) => this.#onMessage(message),
      onEnd: () => this.close(),
    });
  }

  /** The console's copy of the conference. */
  get view(): ConferenceState {
    return this.#socket.view!;
  }

  /** Resolves with the version that contains it. Throws SimulationProblem where the server refuses. */
  async command(command: ConferenceCommand): Promise<number> {
    const answer = await this.#socket.command(randomUUID(), command);
    if (!answer.ok) throw new SimulationProblem(`${command.type} was refused: ${answer.refusal?.code ?? 'no answer'}`);
    return answer.version;
  }

  /** `path` below the conference. Throws SimulationProblem where the server refuses. */
  async write(path: string, body: object): Promise<void> {
    const { url, conferenceId } = this.#address;
    const response = await fetch(`${url}/api/v1/conferences/${conferenceId}${path}`, {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(body),
    });
    if (response.ok) return;
    const { code = `HTTP ${response.status}` } = (await response.json().catch(() => ({}))) as { readonly code?: string };
    throw new SimulationProblem(`${path} was refused: ${code}`);
  }

  /** What the server sees of the rooms; empty until it has said so. */
  get presence(): PresenceBySite {
    return this.#presence;
  }

  /** Resolves with the first view of which this holds, the present one included. */
  until(holds: (view: ConferenceState) => boolean): Promise<ConferenceState> {
    return new Promise((resolve) => {
      const look = (): void => {
        const { view } = this.#socket;
        if (!view || !holds(view)) return;
        this.#looks.delete(look);
        resolve(view);
      };
      this.#looks.add(look);
      look();
    });
  }

  #onMessage(message: ServerMessage): void {
    if (message.type === 'presence') this.#presence = message.sites;
    for (const look of this.#looks) look();
  }

  close(): void {
    this.#looks.clear();
    this.#socket.close();
  }
}

async function proofOf(address: ConsoleAddress): Promise<Readonly<Record<string, string>>> {
  if (address.apiToken !== undefined) return { authorization: `Bearer ${address.apiToken}` };
  return { cookie: await signIn(address) };
}

/** Returns the cookies of the session. */
async function signIn({ url, signInToken }: ConsoleAddress): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: signInToken }),
  });
  if (!response.ok) throw new SimulationProblem(`The sign-in link is refused (HTTP ${response.status}).`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

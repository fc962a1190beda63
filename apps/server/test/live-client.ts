/** A client of the live socket for tests: keeps every message and a replica. */
import {
  EMPTY_REPLICA,
  type Audience,
  receive,
  type ClientMessage,
  type ConferenceCommand,
  type Replica,
  type ServerMessage,
  type ServerMessageType,
} from '@diemcau/core';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';

type MessageOf<T extends ServerMessageType> = Extract<ServerMessage, { type: T }>;

/** Far above what anything here takes, far below the test's own limit. */
const WAIT_MAX_MS = 10_000;

export class LiveClient {
  readonly messages: ServerMessage[] = [];
  readonly #socket: WebSocket;
  readonly #looks = new Set<() => void>();
  #replica: Replica = EMPTY_REPLICA;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    this.#socket.on('message', (data) => this.#hear(JSON.parse(String(data)) as ServerMessage));
    this.#socket.on('error', () => undefined);
  }

  get replica(): Replica {
    return this.#replica;
  }

  /** Connects, says hello and has the view. */
  static async open(address: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly audience: Audience;
  }): Promise<LiveClient> {
    const client = new LiveClient(address.url, address.headers);
    client.#socket.on('open', () => client.say({ type: 'hello', protocol: 1, audience: address.audience }));
    await client.heard('state');
    return client;
  }

  say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  async command(command: ConferenceCommand, commandId: string = randomUUID()): Promise<MessageOf<'answer'>> {
    this.say({ type: 'command', commandId, command });
    return this.heard('answer', (answer) => answer.commandId === commandId);
  }

  /** The first such message, the past included. */
  heard<T extends ServerMessageType>(type: T, fits: (message: MessageOf<T>) => boolean = () => true): Promise<MessageOf<T>> {
    const isIt = (message: ServerMessage): message is MessageOf<T> => message.type === type && fits(message as MessageOf<T>);
    return this.#until(() => this.messages.find(isIt), type);
  }

  /** Resolves when this holds of the replica. */
  async until(holds: (view: NonNullable<Replica['view']>) => boolean): Promise<void> {
    await this.#until(() => (this.#replica.view && holds(this.#replica.view) ? true : undefined), 'a view');
  }

  closed(): Promise<number> {
    return new Promise((resolve) => this.#socket.once('close', (code) => resolve(code)));
  }

  close(): void {
    this.#socket.terminate();
  }

  #hear(message: ServerMessage): void {
    this.messages.push(message);
    const next = receive(this.#replica, message);
    if (next !== 'resync') this.#replica = next;
    for (const look of this.#looks) look();
  }

  #heard(): string {
    return this.messages.map((message) => (message.type === 'closing' ? `closing: ${message.reason}` : message.type)).join(', ');
  }

  #until<T>(find: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${what} did not come; heard ${this.#heard()}`)), WAIT_MAX_MS);
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(found);
      };
      this.#looks.add(look);
      look();
    });
  }
}

import { diff, view } from '@diemcau/core';
import type { Actor, Audience, ClientMessage, ConferenceState, MediaAccess, ServerMessage } from '@diemcau/core';
import type { LiveSocket, LiveSocketEvents } from '../live-socket.ts';

export const MEDIA: MediaAccess = { up: true, epoch: 'e1', token: 'token', iceServers: [] };

/** One socket of the client, seen from the other end; nothing moves until the test says so. */
export class HandSocket implements LiveSocket {
  readonly heard: ClientMessage[] = [];
  closed = false;
  readonly #events: LiveSocketEvents;

  constructor(events: LiveSocketEvents) {
    this.#events = events;
  }

  send(text: string): void {
    if (!this.closed) this.heard.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.#events.opened();
  }

  say(message: ServerMessage): void {
    this.#events.received(JSON.stringify(message));
  }

  cut(code = 1006): void {
    this.closed = true;
    this.#events.closed(code);
  }

  lastOf<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }> | undefined {
    return this.heard.findLast((message) => message.type === type) as Extract<ClientMessage, { type: T }> | undefined;
  }
}

/** The server's side of a conference: its state, its version, and what it says to a socket. */
export class HandServer {
  readonly sockets: HandSocket[] = [];
  state: ConferenceState;
  version = 7;
  build = 'build-1';
  readonly #audience: Audience;
  readonly #actor: Actor | null;

  constructor(state: ConferenceState, audience: Audience, actor: Actor | null) {
    this.state = state;
    this.#audience = audience;
    this.#actor = actor;
  }

  readonly openSocket = (_url: string, events: LiveSocketEvents): HandSocket => {
    const socket = new HandSocket(events);
    this.sockets.push(socket);
    return socket;
  };

  get socket(): HandSocket {
    return this.sockets.at(-1)!;
  }

  welcome(serverTimeMs: number): void {
    const { build } = this;
    this.socket.say({ type: 'welcome', protocol: 1, build, audience: this.#audience, actor: this.#actor, serverTimeMs, media: MEDIA });
  }

  sayState(): void {
    this.socket.say({ type: 'state', version: this.version, view: view(this.state, this.#audience) });
  }

  /** Changes the state and returns the patch that tells of it. */
  becomes(next: ConferenceState): ServerMessage {
    const edits = diff(view(this.state, this.#audience), view(next, this.#audience));
    this.state = next;
    return { type: 'patch', from: this.version, version: ++this.version, edits };
  }
}

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { replaceZeroTieBreaker } from '../stun/tie-breaker.ts';
import { udpFamilyOf } from './udp-port.ts';

export interface RelayDoorOptions {
  /** UDP port; 0 takes a free one. */
  readonly port: number;
  readonly bindAddress: string;
  /** Where the native layer receives. */
  readonly planePort: number;
  /** As many visitors as sessions; who comes after that is not let in and finds no line. */
  readonly visitorsMax: number;
}

interface Visitor {
  readonly socket: Socket;
  heardAtMs: number;
}

/** A browser asks for consent every 5 s and gives a line up after 30 s of silence (RFC 7675 §5.1). */
const SILENCE_MAX_MS = 30_000;
const SWEEP_MS = 5_000;

/**
 * A second UDP port for browsers that come through a TURN server over TCP or TLS. Their connectivity checks
 * carry the tie-breaker zero, which the native layer (libjuice 1.7, issue 355) takes for a missing one and
 * answers with 400. Checks are put right here; everything else of such a browser is passed on as it is, both
 * ways. Nobody else gets through. Goes when libjuice reads a zero. The caller closes it.
 */
export class RelayDoor {
  readonly #options: RelayDoorOptions;
  readonly #socket: Socket;
  readonly #passwords = new Map<string, string>();
  readonly #visitors = new Map<string, Visitor>();
  readonly #timer: NodeJS.Timeout;

  /** Rejects when the port is taken. */
  static async open(options: RelayDoorOptions): Promise<RelayDoor> {
    const socket = createSocket(udpFamilyOf(options.bindAddress));
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(options.port, options.bindAddress, resolve);
    });
    return new RelayDoor(options, socket);
  }

  private constructor(options: RelayDoorOptions, socket: Socket) {
    this.#options = options;
    this.#socket = socket;
    // A packet that could not be sent is a lost packet, which every protocol above is made for.
    socket.removeAllListeners('error').on('error', () => undefined);
    socket.on('message', (packet, from) => this.#onPacket(packet, from));
    this.#timer = setInterval(() => this.#sweep(Date.now()), SWEEP_MS);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  get visitors(): number {
    return this.#visitors.size;
  }

  /** Lets the peer of a session in, by the ICE credentials the session was answered with. */
  admit(iceUfrag: string, icePwd: string): void {
    this.#passwords.set(iceUfrag, icePwd);
  }

  dismiss(iceUfrag: string): void {
    this.#passwords.delete(iceUfrag);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const visitor of this.#visitors.values()) visitor.socket.close();
    this.#visitors.clear();
    this.#socket.close();
  }

  #onPacket(packet: Buffer, from: RemoteInfo): void {
    const key = `${from.address} ${from.port}`;
    const check = replaceZeroTieBreaker(packet, (iceUfrag) => this.#passwords.get(iceUfrag));
    const visitor = this.#visitors.get(key) ?? (check && this.#letIn(key, from));
    if (!visitor) return;
    visitor.heardAtMs = Date.now();
    visitor.socket.send(check ?? packet, this.#options.planePort, loopbackOf(this.#options.bindAddress));
  }

  /** Each visitor has a socket, since the native layer tells peers apart by their address. */
  #letIn(key: string, from: RemoteInfo): Visitor | null {
    if (this.#visitors.size >= this.#options.visitorsMax) return null;
    const socket = createSocket(udpFamilyOf(this.#options.bindAddress));
    socket.on('error', () => undefined);
    socket.on('message', (packet) => this.#socket.send(packet, from.port, from.address));
    const visitor = { socket, heardAtMs: Date.now() };
    this.#visitors.set(key, visitor);
    return visitor;
  }

  #sweep(nowMs: number): void {
    for (const [key, visitor] of this.#visitors) {
      if (nowMs - visitor.heardAtMs < SILENCE_MAX_MS) continue;
      visitor.socket.close();
      this.#visitors.delete(key);
    }
  }
}

/** An address of this machine on which a socket bound to `address` hears. */
function loopbackOf(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  return address === '::' ? '::1' : address;
}

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/** What a line does to packets, in both directions alike. */
export interface Line {
  readonly lossRatio?: number;
  /** In each direction. */
  readonly delayMs?: number;
  /** Towards the room; the other direction is free. */
  readonly rateBps?: number;
}

/** A cheap router's buffer of half a second at 300 kbit/s. Policy "drop the newest", as routers do. */
const QUEUE_MAX_BYTES = 18_750;

/**
 * A bad line in user space: passes UDP on between one room and the plane, also where the kernel has no netem.
 * The room is led over it by the port in its answer. The caller closes it.
 */
export class BadLine {
  line: Line = {};
  readonly #towardsRoom: Socket;
  readonly #towardsPlane: Socket;
  #room: RemoteInfo | null = null;
  #planePort = 0;
  #freeAtMs = 0;

  static async open(address: string): Promise<BadLine> {
    return new BadLine(address, await openSocket(address), await openSocket(address));
  }

  private constructor(address: string, towardsRoom: Socket, towardsPlane: Socket) {
    this.#towardsRoom = towardsRoom;
    this.#towardsPlane = towardsPlane;
    towardsRoom.on('message', (packet, from) => {
      this.#room = from;
      this.#pass(0, () => towardsPlane.send(packet, this.#planePort, address));
    });
    towardsPlane.on('message', (packet) => {
      const room = this.#room;
      if (room) this.#pass(packet.length, () => towardsRoom.send(packet, room.port, room.address));
    });
  }

  /** The plane's answer with this line's port in place of its own. */
  lead(answer: string): string {
    this.#planePort = Number(/^a=candidate:.* (\d+) typ host/m.exec(answer)?.[1] ?? 0);
    return answer.replaceAll(` ${this.#planePort} typ host`, ` ${this.#towardsRoom.address().port} typ host`);
  }

  close(): void {
    for (const socket of [this.#towardsRoom, this.#towardsPlane]) socket.close();
    this.#room = null;
  }

  #pass(bytes: number, send: () => void): void {
    const { lossRatio = 0, delayMs = 0, rateBps = Infinity } = this.line;
    if (Math.random() < lossRatio) return;
    const nowMs = performance.now();
    const waitMs = bytes === 0 ? 0 : Math.max(0, this.#freeAtMs - nowMs);
    if ((waitMs / 1000) * rateBps > QUEUE_MAX_BYTES * 8) return;
    if (bytes > 0) this.#freeAtMs = nowMs + waitMs + (bytes * 8000) / rateBps;
    if (delayMs + waitMs < 1) send();
    else setTimeout(() => this.#room && send(), delayMs + waitMs);
  }
}

function openSocket(address: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, address, () => resolve(socket));
  });
}

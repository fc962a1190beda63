import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/**
 * A bad line between one peer and the plane on this machine: passes UDP on in both directions and loses
 * every n-th media packet. The peer is led over it by the port in its answer. The caller closes it.
 */
export class LossyRelay {
  readonly #towardsPeer: Socket;
  readonly #towardsPlane: Socket;
  /** Every so many-th packet is lost; 0 loses none. May be changed while it runs. */
  loseEach: number;
  #peer: RemoteInfo | null = null;
  #planePort = 0;
  #mediaPackets = 0;
  #lost = 0;

  /** Opens both sockets on loopback. */
  static async open(loseEach: number): Promise<LossyRelay> {
    return new LossyRelay(loseEach, await openSocket(), await openSocket());
  }

  private constructor(loseEach: number, towardsPeer: Socket, towardsPlane: Socket) {
    this.loseEach = loseEach;
    this.#towardsPeer = towardsPeer;
    this.#towardsPlane = towardsPlane;
    towardsPeer.on('message', (packet, from) => {
      this.#peer = from;
      if (this.#passes(packet)) towardsPlane.send(packet, this.#planePort, '127.0.0.1');
    });
    towardsPlane.on('message', (packet) => {
      if (this.#peer && this.#passes(packet)) towardsPeer.send(packet, this.#peer.port, this.#peer.address);
    });
  }

  get lostPackets(): number {
    return this.#lost;
  }

  /** The plane's answer with this relay's port in place of its own. */
  lead(answer: string): string {
    this.#planePort = Number(/^a=candidate:.* (\d+) typ host/m.exec(answer)?.[1] ?? 0);
    return answer.replaceAll(` 127.0.0.1 ${this.#planePort} typ host`, ` 127.0.0.1 ${this.#towardsPeer.address().port} typ host`);
  }

  close(): void {
    this.#towardsPeer.close();
    this.#towardsPlane.close();
  }

  /** Only SRTP is lost: first byte 128–191 (RFC 7983 §7) and no RTCP (RFC 5761 §4). */
  #passes(packet: Buffer): boolean {
    const [first = 0, second = 0] = packet;
    const isMedia = first >= 128 && first <= 191 && (second < 192 || second > 223);
    if (!isMedia) return true;
    this.#mediaPackets += 1;
    if (this.loseEach === 0 || this.#mediaPackets % this.loseEach !== 0) return true;
    this.#lost += 1;
    return false;
  }
}

function openSocket(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => resolve(socket));
  });
}

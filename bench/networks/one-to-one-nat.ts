import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';

/**
 * A router's port forwarding in user space: what comes to `address` goes to the same port of this machine's
 * loopback, and the answers back from where it came. The caller closes it.
 */
export class OneToOneNat {
  readonly #outside: Socket;
  readonly #inside = new Map<string, Socket>();

  static async open(address: string, port: number): Promise<OneToOneNat> {
    const outside = createSocket('udp4');
    await new Promise<void>((resolve) => outside.bind(port, address, resolve));
    return new OneToOneNat(outside, port);
  }

  private constructor(outside: Socket, port: number) {
    this.#outside = outside;
    outside.on('message', (packet, from) => this.#insideOf(from).send(packet, port, '127.0.0.1'));
  }

  close(): void {
    for (const socket of [this.#outside, ...this.#inside.values()]) socket.close();
  }

  #insideOf(from: RemoteInfo): Socket {
    const key = `${from.address} ${from.port}`;
    const known = this.#inside.get(key);
    if (known) return known;
    const socket = createSocket('udp4').on('message', (packet) => this.#outside.send(packet, from.port, from.address));
    this.#inside.set(key, socket);
    return socket;
  }
}

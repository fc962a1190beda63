/** One phone of a benchmark: a bare socket that speaks docs/protocol.md, and knows how long it took to come in. */
import { createConnection, type Socket } from 'node:net';
import { EMPTY_REPLICA, have, type Replica, type ServerMessage } from '@diemcau/core';
import { machineNowUs, type Arrival, type Line } from './messages.ts';
import { advance, messageIn } from './shared-copy.ts';
import { CLIENT_PONG, clientText, OPCODE, readFrames } from './wire.ts';

/** docs/protocol.md §2.6, for phones. */
const RETRY_FIRST_MS = 4_000;
const RETRY_MAX_MS = 30_000;
/** Added to the wait that an answer names ("The line of the phones"). */
const RANDOM_PART_MS = 1_000;
/** Longer than a view of the reference day. One for all: what is read is dealt with before the next is. */
const READ_BUFFER = Buffer.alloc(1_048_576);
const HEAD_END = '\r\n\r\n';
/** Sixteen bytes; RFC 6455 §4.1 wants them random, against intermediaries that are not there. */
const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZGllbWNhdSBwaG9uZSAxNg==\r\n';

export interface PhoneParts {
  readonly line: Line;
  readonly localAddress: string;
  /** Called whenever the version it holds has changed. */
  readonly news: (phone: Phone, text: Buffer) => void;
}

export class Phone {
  readonly #parts: PhoneParts;
  #replica: Replica = EMPTY_REPLICA;
  #socket: Socket | null = null;
  /** The beginning of what has not come whole. */
  #rest: Buffer | null = null;
  #isUpgraded = false;
  #hasBallots = false;
  #attempt = 0;
  /** What the server said before it closed. */
  #withinMs: number | null = null;
  #wants = 0;
  #beganMs = 0;
  #cameIn: (() => void) | null = null;
  version = 0;
  versionAtUs = 0;
  waitedMs = 0;
  comingsAgain = 0;
  wasToldPlace = false;

  constructor(parts: PhoneParts) {
    this.#parts = parts;
  }

  /** Resolves when it holds everything. */
  comeIn({ asksFirst, version }: Arrival): Promise<void> {
    this.#beganMs = performance.now();
    this.#wants = version;
    this.#attempt = 0;
    return new Promise((resolve) => {
      this.#cameIn = resolve;
      if (asksFirst) this.#ask();
      else this.#call();
    });
  }

  cut(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }

  /** `read` returns false to hear no more. What it is given is overwritten afterwards. */
  #connect(read: (bytes: Buffer) => boolean): Socket {
    const { line, localAddress } = this.#parts;
    const onread = { buffer: READ_BUFFER, callback: (count: number) => read(READ_BUFFER.subarray(0, count)) };
    return createConnection({ host: '127.0.0.1', port: line.port, localAddress, onread });
  }

  /** What the page asks before it opens its socket, on a connection of its own. */
  #ask(): void {
    const { line } = this.#parts;
    if (line.kind !== 'diemcau') return this.#call();
    let answer = '';
    const socket = this.#connect((bytes) => {
      answer += bytes.toString('latin1');
      return true;
    });
    socket.write(`GET /api/v1/phones/${line.code} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (answer.startsWith('HTTP/1.1 200 ') && answer.includes(`"conferenceId":"${line.conferenceId}"`)) this.#call();
      else this.#comeAgain(() => this.#ask(), putOffMs(answer));
    });
  }

  #call(): void {
    this.#isUpgraded = this.#parts.line.kind === 'raw';
    this.#hasBallots = false;
    this.#rest = null;
    const socket: Socket = this.#connect((bytes) => this.#read(socket, bytes));
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#comeAgain(() => this.#call());
    });
    if (this.#isUpgraded) socket.once('connect', () => this.#arrived());
    else socket.write(`GET ${pathOf(this.#parts.line)} HTTP/1.1\r\nHost: 127.0.0.1\r\n${UPGRADE}\r\n`);
  }

  /** After so long where the server has said so, else after a random part of what the protocol allows. */
  #comeAgain(how: () => void, waitMs: number | null = null): void {
    this.comingsAgain += 1;
    const mostMs = this.#withinMs ?? Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempt);
    this.#withinMs = null;
    this.#attempt += 1;
    setTimeout(how, waitMs === null ? Math.random() * mostMs : waitMs + Math.random() * RANDOM_PART_MS);
  }

  #read(socket: Socket, bytes: Buffer): boolean {
    if (socket !== this.#socket) return false;
    let left = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
    if (!this.#isUpgraded) {
      const end = left.indexOf(HEAD_END);
      if (end < 0) return this.#keep(left);
      if (!left.toString('latin1', 0, 13).startsWith('HTTP/1.1 101 ')) {
        socket.destroy();
        return false;
      }
      this.#isUpgraded = true;
      left = left.subarray(end + HEAD_END.length);
      if (this.#parts.line.kind === 'diemcau') socket.write(this.#hello());
    }
    const taken = readFrames(left, (opcode, payload) => this.#hear(socket, opcode, payload));
    return this.#keep(left.subarray(taken));
  }

  /** The buffer is everybody's, so what is not whole is copied. */
  #keep(rest: Buffer): true {
    this.#rest = rest.length > 0 ? Buffer.from(rest) : null;
    return true;
  }

  #hello(): Buffer {
    const held = have(this.#replica);
    const hello = { type: 'hello', protocol: 1, audience: 'phone', ...(held ? { have: held } : {}) };
    return clientText(JSON.stringify(hello));
  }

  #hear(socket: Socket, opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.ping) socket.write(CLIENT_PONG);
    if (opcode === OPCODE.close) socket.end();
    if (opcode !== OPCODE.text) return;
    if (this.#parts.line.kind === 'socketio') this.#hearSocketIo(socket, payload);
    else this.#hearMessage(messageIn(payload), payload);
  }

  /** Engine.IO 4 and Socket.IO 5: open, connect, ping, and an event with its arguments. */
  #hearSocketIo(socket: Socket, payload: Buffer): void {
    const text = payload.toString('latin1', 0, 2);
    if (text.startsWith('0')) socket.write(clientText('40'));
    if (text === '40') this.#arrived();
    if (text === '2') socket.write(clientText('3'));
    if (text !== '42') return;
    const news = payload.subarray('42["news",'.length, -1);
    this.#hearMessage(messageIn(news), news);
  }

  #hearMessage(message: ServerMessage, text: Buffer): void {
    if (message.type === 'ballots') this.#hasBallots = true;
    if (this.#parts.line.kind === 'diemcau') this.#follow(message);
    if (message.type === 'patch') this.#hold(message.version, text);
    else if (message.type === 'state') this.#hold(message.version, text);
    this.#look();
  }

  #follow(message: ServerMessage): void {
    const next = advance(this.#replica, message);
    if (next === 'resync') {
      this.#replica = EMPTY_REPLICA;
      this.#socket?.destroy();
      return;
    }
    this.#replica = next;
    if (message.type === 'waiting') this.wasToldPlace = true;
    if (message.type === 'closing') this.#withinMs = message.withinMs ?? null;
  }

  #hold(version: number, text: Buffer): void {
    this.version = this.#parts.line.kind === 'diemcau' ? this.#replica.version : version;
    this.versionAtUs = machineNowUs();
    this.#parts.news(this, text);
  }

  /** Everything: the view at the version wanted, and the ballots. */
  #look(): void {
    if (!this.#cameIn || this.#parts.line.kind !== 'diemcau') return;
    if (this.#replica.view && this.#replica.version >= this.#wants && this.#hasBallots) this.#arrived();
  }

  #arrived(): void {
    this.waitedMs = performance.now() - this.#beganMs;
    this.#attempt = 0;
    this.#cameIn?.();
    this.#cameIn = null;
  }
}

/** null: this is no answer that puts off. */
function putOffMs(answer: string): number | null {
  const said = answer.startsWith('HTTP/1.1 503 ') ? /"waitMs":(\d+)/.exec(answer)?.[1] : undefined;
  return said === undefined ? null : Number(said);
}

function pathOf(line: Line): string {
  if (line.kind !== 'diemcau') return '/socket.io/?EIO=4&transport=websocket';
  return `/api/v1/conferences/${line.conferenceId}/live?as=phone`;
}

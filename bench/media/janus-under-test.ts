/**
 * Janus as Debian ships it, with two event loops, under the same load: two mountpoint streams of picture and
 * sound to every viewer. It is fed by plain RTP, so its figure is without the cost of receiving over SRTP.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { vp8Payload } from '@diemcau/media/peers';
import { Crowd } from '../floor/crowd.ts';
import { costOf } from './process-cost.ts';
import { PROGRAM } from './rates.ts';

export type ToJanusViewers =
  | { readonly type: 'watch'; readonly url: string; readonly address: string; readonly viewers: number }
  | { readonly type: 'count'; readonly isOn: boolean };
export type FromJanusViewers = { readonly type: 'watched' } | { readonly type: 'counted'; readonly packets: number; readonly lost: number };

export interface JanusFigures {
  readonly packetsPerSecond: number;
  readonly cpuUsPerPacket: number;
  readonly lost: number;
}

const PROGRAM_FILE = '/usr/bin/janus';
/** Beside the product's 20100 and below the ports systems give away (32768 and more). */
const HTTP_PORT = 20_188;
const RTP_PORTS = { audio: [20_190, 20_192], video: [20_194, 20_196] } as const;
const START_MS = 2500;
const SETTLE_MS = 3000;

/** null: not installed, or it cannot be reached because it uses no loopback address and this machine has no other. */
export async function janusAtLoad(load: { viewers: number; packetsPerFrame: number; seconds: number }): Promise<JanusFigures | null> {
  const address = ownAddress();
  if (!existsSync(PROGRAM_FILE) || address === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-bench-janus-'));
  const janus = start(folder);
  const viewers = new Crowd<ToJanusViewers, FromJanusViewers>('../media/janus-viewers');
  const feed = new PlainRtp(load.packetsPerFrame);
  try {
    await pause(START_MS);
    const url = `http://127.0.0.1:${HTTP_PORT}/janus`;
    await viewers.ask({ type: 'watch', url, address, viewers: load.viewers }, 'watched');
    await pause(SETTLE_MS);
    viewers.tell({ type: 'count', isOn: true });
    const before = costOf(janus.pid ?? 0);
    await pause(load.seconds * 1000);
    const after = costOf(janus.pid ?? 0);
    const { packets, lost } = await viewers.ask({ type: 'count', isOn: false }, 'counted');
    const cpuUsPerPacket = Number(((after.cpuUs - before.cpuUs) / packets).toFixed(1));
    return { packetsPerSecond: Math.round(packets / load.seconds), cpuUsPerPacket, lost };
  } finally {
    feed.close();
    viewers.close();
    janus.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && one.family === 'IPv4')?.address;
}

function start(folder: string): ChildProcess {
  const main = 'general: { session_timeout = 0\n debug_level = 1\n event_loops = 2 }\nplugins: {}\ntransports: {}\n';
  writeFileSync(join(folder, 'janus.jcfg'), main);
  writeFileSync(
    join(folder, 'janus.transport.http.jcfg'),
    `general: { json = "compact"\n base_path = "/janus"\n http = true\n port = ${HTTP_PORT}\n ip = "127.0.0.1" }\n`,
  );
  writeFileSync(join(folder, 'janus.plugin.streaming.jcfg'), mountpoint());
  return spawn(PROGRAM_FILE, ['--configs-folder', folder], { stdio: 'ignore' });
}

function mountpoint(): string {
  const stream = (kind: 'audio' | 'video', index: number): string => {
    const codec = kind === 'audio' ? 'pt = 111\n codec = "opus"' : 'pt = 96\n codec = "vp8"';
    return `{ type = "${kind}"\n mid = "${kind}${index}"\n port = ${RTP_PORTS[kind][index]}\n iface = "127.0.0.1"\n ${codec} }`;
  };
  const media = [stream('audio', 0), stream('video', 0), stream('audio', 1), stream('video', 1)];
  return `briefing: { type = "rtp"\n id = 1\n media = (${media.join(', ')}) }\n`;
}

/** Two pictures and two sounds as plain RTP to Janus. The caller closes it. */
class PlainRtp {
  readonly #socket = createSocket('udp4');
  readonly #timers: NodeJS.Timeout[];
  readonly #sequence = new Map<number, number>();

  constructor(packetsPerFrame: number) {
    const sound = Buffer.alloc(60, 0x78);
    const sendSound = (): void => RTP_PORTS.audio.forEach((port) => this.#send(port, { payloadType: 111, payload: sound, marker: false }));
    const sendFrame = (): void => RTP_PORTS.video.forEach((port) => this.#sendFrame(port, packetsPerFrame));
    this.#timers = [setInterval(sendSound, 20), setInterval(sendFrame, 1000 / PROGRAM.framesPerSecond)];
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#socket.close();
  }

  /** Keyframes only, for nobody asks this camera. */
  #sendFrame(port: number, packetsPerFrame: number): void {
    for (let index = 0; index < packetsPerFrame; index += 1) {
      const head = { tag: 1, pictureId: 0, isFirst: index === 0, isKeyframe: true, payloadBytes: PROGRAM.payloadBytes };
      this.#send(port, { payloadType: 96, payload: vp8Payload(head), marker: index === packetsPerFrame - 1 });
    }
  }

  #send(port: number, { payloadType, payload, marker }: { payloadType: number; payload: Buffer; marker: boolean }): void {
    const sequence = ((this.#sequence.get(port) ?? 0) + 1) & 0xffff;
    this.#sequence.set(port, sequence);
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8((marker ? 0x80 : 0) | payloadType, 1);
    header.writeUInt16BE(sequence, 2);
    header.writeUInt32BE((Date.now() * (payloadType === 111 ? 48 : 90)) % 0x100000000, 4);
    header.writeUInt32BE(port, 8);
    this.#socket.send(Buffer.concat([header, payload]), port, '127.0.0.1');
  }
}

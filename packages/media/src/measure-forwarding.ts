/**
 * Measures the CPU time of the SFU per forwarded packet: `npx tsx packages/media/src/measure-forwarding.ts
 * [viewers] [seconds]`. The SFU has this process to itself; publisher and viewers are in a child, so the two
 * share the machine as rooms and server do not, but not the figure.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pause } from './contract-room.ts';
import type { Feed, MediaPlane } from './media-plane.ts';
import { SyntheticCamera, SyntheticMicrophone } from './peers/synthetic-camera.ts';
import { WhepPeer } from './peers/whep-peer.ts';
import { WhipPeer } from './peers/whip-peer.ts';
import { createSfu } from './sfu/create-sfu.ts';

type ToPeers = { type: 'answer'; viewer: number | null; sdp: string } | { type: 'start' } | { type: 'count' };
type ToPlane = { type: 'offer'; viewer: number | null; sdp: string } | { type: 'received'; packets: number; gaps: number };

const FEEDS: readonly Feed[] = [{ name: 'floor', bus: 'floor', audio: true }];
/** The reference day: 145 sites, 75 picture packets (720 kbit/s of 1,200 bytes) and 50 of sound each second. */
const VIEWERS = 145;
const CAMERA = { tag: 1, track: 'main', framesPerSecond: 25, packetsPerFrame: 3, payloadBytes: 1180 } as const;
const SETTLE_MS = 4000;

if (process.send) await runPeers(Number(process.argv[2]));
else await runPlane(Number(process.argv[2] ?? VIEWERS), Number(process.argv[3] ?? 10));

async function runPlane(viewers: number, seconds: number): Promise<void> {
  const plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: viewers + 1, log: () => undefined });
  await plane.setBus({ bus: 'floor', source: 'hall', audio: true, revision: 1 });
  let open = 0;
  plane.listen((event) => {
    if (event.type === 'session-open') open += 1;
  });
  const peers = fork(fileURLToPath(import.meta.url), [String(viewers)], { execArgv: process.execArgv });
  peers.on('message', (message: ToPlane) => {
    if (message.type === 'offer') void answerOffer(plane, peers, message);
  });
  const startedAtMs = Date.now();
  while (open < viewers + 1) await pause(10);
  const connectedMs = Date.now() - startedAtMs;
  tell(peers, { type: 'start' });
  await pause(SETTLE_MS);
  const before = await countReceived(peers);
  const cpuBefore = process.cpuUsage();
  await pause(seconds * 1000);
  const cpu = process.cpuUsage(cpuBefore);
  const after = await countReceived(peers);
  const packets = after.packets - before.packets;
  const cpuUs = cpu.user + cpu.system;
  const figures = {
    viewers,
    connectedMs,
    packetsPerSecond: Math.round(packets / seconds),
    cpuUsPerPacket: Number((cpuUs / packets).toFixed(1)),
    userUs: Number((cpu.user / packets).toFixed(1)),
    coresUsed: Number((cpuUs / 1e6 / seconds).toFixed(2)),
    gaps: after.gaps - before.gaps,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  peers.kill();
  process.exit(0);
}

async function answerOffer(plane: MediaPlane, peers: ChildProcess, offer: ToPlane & { type: 'offer' }): Promise<void> {
  const { viewer } = offer;
  const request = { sdp: offer.sdp, feeds: FEEDS, ownEndpoints: [], label: `viewer-${viewer}` };
  const { sdp } = viewer === null ? await plane.publish({ endpoint: 'hall', sdp: offer.sdp }) : await plane.subscribe(request);
  tell(peers, { type: 'answer', viewer, sdp });
}

function tell(peers: ChildProcess, message: ToPeers): void {
  peers.send(message);
}

function countReceived(peers: ChildProcess): Promise<{ packets: number; gaps: number }> {
  return new Promise((resolve) => {
    const listen = (message: ToPlane): void => {
      if (message.type !== 'received') return;
      peers.off('message', listen);
      resolve(message);
    };
    peers.on('message', listen);
    tell(peers, { type: 'count' });
  });
}

async function runPeers(viewers: number): Promise<void> {
  const publisher = new WhipPeer({ tracks: ['audio', 'main'] });
  const peers = Array.from({ length: viewers }, () => new WhepPeer({ audioSections: 1, videoSections: 1 }));
  const received = countPackets(peers);
  process.on('message', (message: ToPeers) => {
    if (message.type === 'answer') (message.viewer === null ? publisher : peers[message.viewer])?.answer(message.sdp);
    if (message.type === 'count') process.send?.({ type: 'received', ...received });
    if (message.type !== 'start') return;
    new SyntheticCamera(publisher, CAMERA);
    new SyntheticMicrophone(publisher, { tag: 1, levelDbov: 30 });
  });
  const offer = async (viewer: number | null, peer: WhipPeer | WhepPeer): Promise<void> => {
    const message: ToPlane = { type: 'offer', viewer, sdp: await peer.offer() };
    process.send?.(message);
  };
  await Promise.all([offer(null, publisher), ...peers.map((peer, viewer) => offer(viewer, peer))]);
}

function countPackets(peers: readonly WhepPeer[]): { packets: number; gaps: number } {
  const counted = { packets: 0, gaps: 0 };
  for (const peer of peers) {
    const last = new Map<string, number>();
    peer.onPacket((_feed, kind, packet) => {
      const sequence = packet.readUInt16BE(2);
      const before = last.get(kind);
      if (before !== undefined && sequence !== ((before + 1) & 0xffff)) counted.gaps += 1;
      last.set(kind, sequence);
      counted.packets += 1;
    });
  }
  return counted;
}

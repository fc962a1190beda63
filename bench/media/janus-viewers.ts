/** Process of the benchmark: viewers of a Janus streaming mountpoint, over its HTTP interface. */
import { PeerConnection } from 'node-datachannel';
import type { FromJanusViewers, ToJanusViewers } from './janus-under-test.ts';

const counts = { packets: 0, lost: 0 };
/** Kept from the collector, which would close them. */
const peers: unknown[] = [];
let isCounting = false;

function tell(message: FromJanusViewers): void {
  process.send?.(message);
}

async function call(url: string, body: object): Promise<{ readonly data?: { readonly id: number } }> {
  const message = { transaction: String(Math.random()), ...body };
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(message) });
  return (await response.json()) as { data?: { id: number } };
}

async function watch(url: string, address: string): Promise<void> {
  const session = `${url}/${(await call(url, { janus: 'create' })).data?.id}`;
  const handle = `${session}/${(await call(session, { janus: 'attach', plugin: 'janus.plugin.streaming' })).data?.id}`;
  await call(handle, { janus: 'message', body: { request: 'watch', id: 1 } });
  const offer = await nextOffer(session);
  const answer = await answerTo(offer, address);
  await call(handle, { janus: 'message', body: { request: 'start' }, jsep: { type: 'answer', sdp: answer } });
}

/** Events come by a GET that waits (https://janus.conf.meetecho.com/docs/rest.html). */
async function nextOffer(session: string): Promise<string> {
  for (;;) {
    const event = (await (await fetch(`${session}?maxev=1`)).json()) as { jsep?: { sdp: string } };
    if (event.jsep) return event.jsep.sdp;
  }
}

function answerTo(offer: string, bindAddress: string): Promise<string> {
  const peer = new PeerConnection('janus-viewer', { iceServers: [], bindAddress, forceMediaTransport: true });
  const tracks: unknown[] = [];
  peers.push(peer, tracks);
  peer.onTrack((track) => {
    tracks.push(track);
    let last = -1;
    track.onMessage((packet) => {
      const type = packet.readUInt8(1);
      if (!isCounting || (type >= 192 && type <= 223)) return;
      const sequence = packet.readUInt16BE(2);
      if (last >= 0) counts.lost += Math.max(0, ((sequence - last) & 0xffff) - 1) % 0x8000;
      last = sequence;
      counts.packets += 1;
    });
  });
  return new Promise((resolve) => {
    peer.onGatheringStateChange((state) => {
      const description = state === 'complete' ? peer.localDescription() : null;
      if (description) resolve(description.sdp);
    });
    peer.setRemoteDescription(offer, 'offer');
  });
}

process.on('message', (message: ToJanusViewers) => {
  if (message.type === 'watch') {
    const all = Array.from({ length: message.viewers }, () => watch(message.url, message.address));
    void Promise.all(all).then(() => tell({ type: 'watched' }));
    return;
  }
  if (!message.isOn) tell({ type: 'counted', ...counts });
  Object.assign(counts, { packets: 0, lost: 0 });
  isCounting = message.isOn;
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

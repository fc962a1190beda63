/** Process of the benchmark: everybody who publishes. */
import type { MediaPlane } from '@diemcau/media';
import { SyntheticMicrophone, WhipPeer } from '@diemcau/media/peers';
import type { FromPublishers, PublisherPlan, ToPublishers } from './messages.ts';
import { openPlane } from './open-plane.ts';
import { PROGRAM, THUMB } from './rates.ts';
import { TimedCamera } from './timed-camera.ts';

interface Publisher {
  readonly plan: PublisherPlan;
  readonly peer: WhipPeer;
  readonly running: { close(): void }[];
}

const publishers: Publisher[] = [];
const thumbs: { close(): void }[] = [];

function tell(message: FromPublishers): void {
  process.send?.(message);
}

async function publishAll({ socketPaths, plans }: Extract<ToPublishers, { type: 'publish' }>): Promise<void> {
  for (const thumb of thumbs.splice(0)) thumb.close();
  for (const { peer, running } of publishers.splice(0)) {
    for (const one of running) one.close();
    peer.close();
  }
  const plane = await openPlane(socketPaths);
  await Promise.all(plans.map((plan) => publish(plane, plan)));
  await plane.close();
  tell({ type: 'published' });
}

async function publish(plane: MediaPlane, plan: PublisherPlan): Promise<void> {
  const peer = new WhipPeer({ tracks: plan.tracks });
  const { sdp } = await plane.publish({ endpoint: plan.endpoint, sdp: await peer.offer() });
  peer.answer(sdp);
  publishers.push({ plan, peer, running: [] });
  if (plan.tracks.includes('thumb')) thumbs.push(new TimedCamera(peer, { ...THUMB, tag: plan.tag, track: 'thumb' }));
}

function setProgram({ isOn, packetsPerFrame }: Extract<ToPublishers, { type: 'program' }>): void {
  for (const { plan, peer, running } of publishers) {
    for (const one of running.splice(0)) one.close();
    if (!isOn) continue;
    if (plan.tracks.includes('main')) running.push(new TimedCamera(peer, { ...PROGRAM, packetsPerFrame, tag: plan.tag, track: 'main' }));
    if (plan.tracks.includes('audio')) running.push(new SyntheticMicrophone(peer, { tag: plan.tag, levelDbov: 30 }));
  }
}

process.on('message', (message: ToPublishers) => {
  if (message.type === 'publish') void publishAll(message);
  else setProgram(message);
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

/** Process of the benchmark: the rooms that take turns to speak, with a camera and a microphone each. */
import { SyntheticMicrophone, vp8Payload, WhipPeer } from '@diemcau/media/peers';
import { MediaSession } from '../../apps/server/src/simulator/media-session.ts';
import { rtpTimestamp, VIDEO_CLOCK_HZ } from '../../apps/server/src/simulator/packetise.ts';
import { RATES } from './rates.ts';
import { machineNowMs, tagOfSpeaker, type FromSpeakers, type Seat, type ToSpeakers } from './messages.ts';

function tell(message: FromSpeakers): void {
  process.send?.(message);
}

async function publishAll(url: string, seats: readonly Seat[]): Promise<void> {
  await Promise.all(seats.map((seat, index) => publish(url, seat, tagOfSpeaker(index))));
  tell({ type: 'publishing' });
}

function publish(url: string, seat: Seat, tag: number): Promise<void> {
  return new Promise((resolve) => {
    const session = new MediaSession({
      address: `${url}/api/v1/conferences/${seat.conferenceId}/whip?source=camera`,
      makePeer: () => new WhipPeer({ tracks: ['audio', 'main'] }),
      random: Math.random,
      onPeer: (peer) => {
        if (!peer) throw new Error('a speaker lost its session');
        peer.onState((state) => state === 'connected' && resolve());
        startCamera(peer, tag);
        new SyntheticMicrophone(peer, { tag, levelDbov: 30 });
      },
    });
    session.follow(seat.media);
  });
}

/** As a real encoder: asked for a keyframe, the next picture is one, which is at most one picture's time (40 ms) away. */
function startCamera(peer: WhipPeer, tag: number): void {
  const originMs = machineNowMs();
  let pictureId = 0;
  let isKeyframe = true;
  peer.onKeyframeRequest((track) => {
    if (track !== 'main') return;
    isKeyframe = true;
    tell({ type: 'keyframe-asked', tag });
  });
  setInterval(() => {
    const timestamp = rtpTimestamp({ atMs: machineNowMs(), originMs }, VIDEO_CLOCK_HZ, 0);
    for (let index = 0; index < RATES.packetsPerPicture; index += 1) {
      const payload = vp8Payload({ tag, pictureId, isFirst: index === 0, isKeyframe, payloadBytes: RATES.payloadBytes });
      const isSent = peer.sendVideo(payload, { timestamp, marker: index === RATES.packetsPerPicture - 1 });
      if (!isSent) return;
    }
    pictureId = (pictureId + 1) & 0x7fff;
    isKeyframe = false;
  }, 1000 / RATES.picturesPerSecond);
}

process.on('message', (message: ToSpeakers) => {
  if (message.type === 'publish') void publishAll(message.url, message.seats);
  if (message.type === 'stop') process.exit(0);
});
process.on('disconnect', () => process.exit(0));

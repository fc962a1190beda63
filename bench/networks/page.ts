/** What the viewer of `bench/networks.ts` runs in Chromium: a WHEP session with a POST of JSON in place of its HTTP. */
export const NETWORKS_PAGE = `<!doctype html><title>networks</title><video autoplay muted playsinline></video><script>
let peer;
async function publish(path) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    context.fillStyle = 'hsl(' + (frame % 360) + ' 60% 40%)';
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = 'white';
    for (let row = 0; row < 18; row += 1) context.fillRect((frame * (row + 2) + row * 97) % 640, row * 20, 60, 14);
    frame += 1;
  }, 40);
  const picture = canvas.captureStream(25).getVideoTracks()[0];
  const sound = new AudioContext();
  const [oscillator, out] = [sound.createOscillator(), sound.createMediaStreamDestination()];
  oscillator.connect(out);
  oscillator.start();
  peer = new RTCPeerConnection();
  peer.addTransceiver(out.stream.getAudioTracks()[0], { direction: 'sendonly' });
  peer.addTransceiver(picture, { direction: 'sendonly', sendEncodings: [{ maxBitrate: 1500000 }] });
  peer.addTransceiver(picture.clone(), { direction: 'sendonly', sendEncodings: [{ maxBitrate: 80000, maxFramerate: 5, scaleResolutionDownBy: 2 }] });
  await exchange(path);
}
async function exchange(path) {
  await peer.setLocalDescription();
  const deadline = Date.now() + 3000;
  while (peer.iceGatheringState !== 'complete' && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  const answer = await (await fetch(path, { method: 'POST', body: peer.localDescription.sdp })).text();
  await peer.setRemoteDescription({ type: 'answer', sdp: answer });
}
async function watch(path, iceServers, relayOnly) {
  peer = new RTCPeerConnection({ iceServers, iceTransportPolicy: relayOnly ? 'relay' : 'all' });
  peer.addTransceiver('audio', { direction: 'recvonly' });
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.ontrack = ({ track, streams }) => track.kind === 'video' && (document.querySelector('video').srcObject = streams[0]);
  await exchange(path);
}
async function figures() {
  const report = [...(await peer.getStats()).values()];
  const inbound = (kind) => report.find((one) => one.type === 'inbound-rtp' && one.kind === kind) ?? {};
  const [video, audio] = [inbound('video'), inbound('audio')];
  const pair = report.find((one) => one.type === 'candidate-pair' && one.nominated) ?? {};
  const local = report.find((one) => one.id === pair.localCandidateId) ?? {};
  return {
    state: peer.connectionState, relay: local.relayProtocol ?? null,
    frames: video.framesDecoded ?? 0, packets: audio.packetsReceived ?? 0,
    concealed: audio.concealedSamples ?? 0, samples: audio.totalSamplesReceived ?? 0, height: video.frameHeight ?? 0,
  };
}
</script>`;

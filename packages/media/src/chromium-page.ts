/**
 * The page the end-to-end test drives in a real browser. It is the client's half of WHIP and WHEP with a
 * POST of JSON in place of their HTTP, for this package has no HTTP of its own.
 */
export const CHROMIUM_PAGE = `<!doctype html>
<title>media plane</title>
<video id="floor" autoplay playsinline></video>
<script>
const peers = {};

async function gathered(peer) {
  if (peer.iceGatheringState === 'complete') return;
  await new Promise((resolve) => peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve()));
}

async function exchange(peer, path, fields) {
  await peer.setLocalDescription();
  await gathered(peer);
  const response = await fetch(path, { method: 'POST', body: JSON.stringify({ ...fields, sdp: peer.localDescription.sdp }) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.code);
  await peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
  return answer.session;
}

// Noise, for the fake camera's flat picture needs less than the bitrate under test.
function noiseTiles(width, height) {
  return Array.from({ length: 4 }, () => {
    const tile = Object.assign(document.createElement('canvas'), { width, height });
    const image = tile.getContext('2d').createImageData(width, height);
    for (let at = 0; at < image.data.length; at += 1) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 255;
    tile.getContext('2d').putImageData(image, 0, 0);
    return tile;
  });
}

// A moving picture of 'noise' or of one colour with a bar.
function drawnTrack(width, height, look) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  const tiles = look === 'noise' ? noiseTiles(width / 4, height / 4) : null;
  let frame = 0;
  setInterval(() => {
    frame += 1;
    if (tiles) return context.drawImage(tiles[frame % 4], 0, 0, width, height);
    context.fillStyle = look;
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'white';
    context.fillRect((frame * 4) % width, height - 20, 40, 20);
  }, 40);
  return canvas.captureStream(25).getVideoTracks()[0];
}

// Offers first the codec of a MIME type, as an encoder does that likes it best.
function prefer(transceiver, mimeType) {
  const { codecs } = RTCRtpSender.getCapabilities('video');
  const isWanted = (codec) => codec.mimeType === mimeType;
  transceiver.setCodecPreferences([...codecs.filter(isWanted), ...codecs.filter((codec) => !isWanted(codec))]);
}

async function publish(endpoint, width, height, look, mimeType = 'video/VP8') {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const video = drawnTrack(width, height, look);
  const peer = (peers[endpoint] = new RTCPeerConnection());
  peer.addTransceiver(stream.getAudioTracks()[0], { direction: 'sendonly' });
  prefer(peer.addTransceiver(video, { direction: 'sendonly', sendEncodings: [{ maxBitrate: 2500000, maxFramerate: 25 }] }), mimeType);
  peer.addTransceiver(video.clone(), { direction: 'sendonly', sendEncodings: [{ maxBitrate: 80000, maxFramerate: 5, scaleResolutionDownBy: width / 320 }] });
  return exchange(peer, '/publish', { endpoint });
}

// Which of the three colours the viewer's picture has most of, in the corner that has no bar.
function colourSeen() {
  const video = document.getElementById('floor');
  if (!video.videoWidth) return 'none';
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  context.drawImage(video, 0, 0, video.videoWidth / 2, video.videoHeight / 2, 0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return red > green && red > blue ? 'red' : blue > red && blue > green ? 'blue' : 'other';
}

async function setMainActive(endpoint, active) {
  const sender = peers[endpoint].getSenders()[1];
  const parameters = sender.getParameters();
  parameters.encodings[0].active = active;
  await sender.setParameters(parameters);
}

async function subscribe(name, ownEndpoints) {
  const peer = (peers[name] = new RTCPeerConnection());
  peer.addTransceiver('audio', { direction: 'recvonly' });
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.ontrack = ({ track, streams }) => {
    if (track.kind === 'video') document.getElementById('floor').srcObject = streams[0];
    document.title = streams[0].id;
  };
  return exchange(peer, '/subscribe', { ownEndpoints });
}

async function stats(name, type, kind) {
  const report = await peers[name].getStats();
  return [...report.values()].filter((one) => one.type === type && (!kind || one.kind === kind));
}

async function codecShown() {
  const report = await peers.viewer.getStats();
  const [picture] = [...report.values()].filter((one) => one.type === 'inbound-rtp' && one.kind === 'video');
  return report.get(picture.codecId).mimeType;
}

function close(name) {
  peers[name].close();
  delete peers[name];
}
</script>`;

export { WhepPeer, type PacketListener, type WhepPeerOptions } from './whep-peer.ts';
export { WhipPeer, type WhipPeerOptions } from './whip-peer.ts';
export { SyntheticCamera, SyntheticMicrophone, tagOf, vp8Payload, type CameraOptions } from './synthetic-camera.ts';
export type { PeerOptions } from './native-peer.ts';
export { LossyRelay } from './lossy-relay.ts';

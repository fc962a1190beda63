export * from './media-plane.ts';
export { RUNGS, type Rung } from './ladder/ladder.ts';
export { createSfu } from './sfu/create-sfu.ts';
export type { SfuOptions } from './sfu/sfu.ts';
export type { MediaLog } from './sfu/peer-transport.ts';
export { createFakePlane, type FakePlane } from './fake/fake-plane.ts';
export { servePlane, type PlaneServer } from './remote/plane-server.ts';
export { connectPlane } from './remote/plane-client.ts';

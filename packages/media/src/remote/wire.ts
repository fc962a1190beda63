import { MediaFault, type MediaEvent, type MediaFaultCode, type MediaPlane } from '../media-plane.ts';

/** The calls that cross the link. */
export type RemoteMethod = Exclude<keyof MediaPlane, 'listen' | 'close'>;

/** What the client sends: one call. */
export interface CallMessage {
  readonly id: number;
  readonly method: RemoteMethod;
  readonly params: readonly unknown[];
}

/** What the server sends: the result of a call, why it could not be done, or an event of the plane. */
export type PlaneMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: { readonly code: MediaFaultCode; readonly message: string } }
  | { readonly event: MediaEvent };

/** Runs one call. A record over all methods: a new one in MediaPlane does not compile without an entry here. */
export const CALLS: { readonly [M in RemoteMethod]: (plane: MediaPlane, params: never) => Promise<unknown> } = {
  publish: (plane, [request]: Parameters<MediaPlane['publish']>) => plane.publish(request),
  subscribe: (plane, [request]: Parameters<MediaPlane['subscribe']>) => plane.subscribe(request),
  trickle: (plane, params: Parameters<MediaPlane['trickle']>) => plane.trickle(...params),
  setBus: (plane, [command]: Parameters<MediaPlane['setBus']>) => plane.setBus(command),
  closeBus: (plane, [bus]: Parameters<MediaPlane['closeBus']>) => plane.closeBus(bus),
  tune: (plane, params: Parameters<MediaPlane['tune']>) => plane.tune(...params),
  closeSession: (plane, [session]: Parameters<MediaPlane['closeSession']>) => plane.closeSession(session),
  closeEndpoint: (plane, [endpoint]: Parameters<MediaPlane['closeEndpoint']>) => plane.closeEndpoint(endpoint),
};

/** The fault as it crosses the link. What is no MediaFault is a bug of the plane: told as 'plane-down', with its text. */
export function faultOf(error: unknown): { code: MediaFaultCode; message: string } {
  if (error instanceof MediaFault) return { code: error.code, message: error.message };
  return { code: 'plane-down', message: String(error) };
}

/**
 * Both ends are this program at one version (the supervisor starts both), so the shape is trusted; what is
 * no JSON is not: it returns null and the link is closed.
 */
export function parseMessage<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** An offer with 64 sections has 200 kB; a statistics event of 300 sessions 60 kB. */
export const MESSAGE_MAX_BYTES = 1024 * 1024;

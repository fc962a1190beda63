import { deferred } from './deferred.ts';

/** One WHIP or WHEP session: a peer connection and the resource it has on the server (RFC 9725). */
export interface PeerSession {
  readonly connection: RTCPeerConnection;
  /** Last part of the resource's address. */
  readonly id: string;
  /** Resolves when packets can pass; rejects when they never could. */
  readonly connected: Promise<void>;
  /** Resolves once, when the session is of no use any more. */
  readonly lost: Promise<void>;
  /** Also ends it on the server. */
  close(): void;
}

/** The server did not open the session; 401: the token has ended, and a new `welcome` brings another. */
export class SessionRefused extends Error {
  override readonly name = 'SessionRefused';
  readonly status: number;

  constructor(status: number) {
    super(`media session refused with ${status}`);
    this.status = status;
  }
}

export interface PeerSessionRequest {
  readonly url: string;
  readonly token: string;
  readonly iceServers: readonly { readonly urls: readonly string[]; readonly username?: string; readonly credential?: string }[];
  /** Adds the sections of the offer, in the order the server expects. */
  readonly prepare: (connection: RTCPeerConnection) => void | Promise<void>;
  /** Changes the answer before it is used. */
  readonly adjustAnswer?: (sdp: string) => string;
}

/** Host candidates are there in milliseconds; a slow TURN server must not hold up everything else. */
const GATHER_WAIT_MS = 1_000;
/**
 * 145 rooms at once are answered within three seconds. A connection that was handed to a worker in the moment it
 * died is never answered at all, and the picture would stay away for as long as the browser waits.
 */
const ANSWER_WAIT_MS = 5_000;
/** A browser reports `disconnected` on a lost packet or two and often recovers; after this it has not. */
const DISCONNECTED_MAX_MS = 3_000;
/** ICE and DTLS take well under a second where they work at all. */
const CONNECT_WAIT_MS = 10_000;

/** Opens a session without trickle. Throws SessionRefused when the server does not answer with 201. */
export async function openPeerSession(request: PeerSessionRequest): Promise<PeerSession> {
  const iceServers = request.iceServers.map((server) => ({ ...server, urls: [...server.urls] }));
  const connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
  try {
    await request.prepare(connection);
    const resource = await exchange(connection, request);
    return watched(connection, resource, request.token);
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function exchange(connection: RTCPeerConnection, request: PeerSessionRequest): Promise<string> {
  await connection.setLocalDescription();
  await gathered(connection);
  const answer = await fetch(request.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${request.token}`, 'content-type': 'application/sdp' },
    body: connection.localDescription?.sdp ?? '',
    signal: AbortSignal.timeout(ANSWER_WAIT_MS),
  });
  if (answer.status !== 201) throw new SessionRefused(answer.status);
  const sdp = await answer.text();
  await connection.setRemoteDescription({ type: 'answer', sdp: request.adjustAnswer?.(sdp) ?? sdp });
  // RFC 9725 §4.2: the address may be relative to the one that was posted to.
  return new URL(answer.headers.get('location') ?? '', new URL(request.url, location.href)).href;
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, GATHER_WAIT_MS);
    connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && resolve());
  });
}

function watched(connection: RTCPeerConnection, resource: string, token: string): PeerSession {
  const { connected, lost } = watchConnection(connection);
  let closed = false;
  return {
    connection,
    id: resource.slice(resource.lastIndexOf('/') + 1),
    connected,
    lost,
    close() {
      if (closed) return;
      closed = true;
      connection.close();
      // Best effort: a session that is not ended here ends on the server when its transport times out.
      void fetch(resource, { method: 'DELETE', headers: { authorization: `Bearer ${token}` }, keepalive: true }).catch(() => undefined);
    },
  };
}

function watchConnection(connection: RTCPeerConnection): { connected: Promise<void>; lost: Promise<void> } {
  const connected = deferred<void>();
  const lost = deferred<void>();
  let patience = setTimeout(lost.resolve, CONNECT_WAIT_MS);
  const changed = () => {
    clearTimeout(patience);
    if (connection.connectionState === 'connected') connected.resolve();
    if (connection.connectionState === 'failed') lost.resolve();
    if (connection.connectionState === 'disconnected') patience = setTimeout(lost.resolve, DISCONNECTED_MAX_MS);
    if (connection.connectionState === 'connecting') patience = setTimeout(lost.resolve, CONNECT_WAIT_MS);
  };
  connection.addEventListener('connectionstatechange', changed);
  void lost.promise.then(() => connected.reject(new Error('media session never connected')));
  connected.promise.catch(() => undefined);
  return { connected: connected.promise, lost: lost.promise };
}

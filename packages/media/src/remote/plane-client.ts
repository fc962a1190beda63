import { WebSocket } from 'ws';
import {
  MediaFault,
  type BusId,
  type EndpointId,
  type MediaEvent,
  type MediaPlane,
  type PublishRequest,
  type SessionAnswer,
  type SessionId,
  type SetBus,
  type SubscribeRequest,
} from '../media-plane.ts';
import { PlaneEvents } from '../plane-events.ts';
import { MESSAGE_MAX_BYTES, parseMessage, type PlaneMessage, type RemoteMethod } from './wire.ts';

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (fault: MediaFault) => void;
  readonly timer: NodeJS.Timeout;
}

/** Gathering alone may take 5 s before the plane gives up; what takes longer hangs. */
const CALL_TIMEOUT_MS = 8_000;
/** Rooms wait for the media process to come back: look for it often, it costs one failed system call. */
const RECONNECT_FIRST_MS = 25;
const RECONNECT_MAX_MS = 250;

/**
 * The plane of another process, over its Unix socket. It connects by itself and again after every loss:
 * `plane-up` (with the epoch, then the present) tells that it is there, `plane-down` that it is lost, and a
 * call meanwhile throws MediaFault 'plane-down'. The caller closes it; that closes the link and nothing else.
 */
export function connectPlane(socketPath: string): MediaPlane {
  return new PlaneClient(socketPath);
}

class PlaneClient implements MediaPlane {
  readonly #url: string;
  readonly #events = new PlaneEvents((error) => process.emitWarning(`media plane listener: ${String(error)}`));
  /** No queue: a call is either under way, with its timeout, or refused. */
  readonly #pending = new Map<number, PendingCall>();
  #link: WebSocket | null = null;
  #isUp = false;
  #isClosed = false;
  #lastId = 0;
  #retryMs = RECONNECT_FIRST_MS;
  #retryTimer: NodeJS.Timeout | null = null;

  constructor(socketPath: string) {
    this.#url = `ws+unix:${socketPath}:/`;
    this.#connect();
  }

  async publish(request: PublishRequest): Promise<SessionAnswer> {
    return (await this.#call('publish', [request])) as SessionAnswer;
  }

  async subscribe(request: SubscribeRequest): Promise<SessionAnswer> {
    return (await this.#call('subscribe', [request])) as SessionAnswer;
  }

  async trickle(session: SessionId, fragment: string): Promise<void> {
    await this.#call('trickle', [session, fragment]);
  }

  async setBus(command: SetBus): Promise<void> {
    await this.#call('setBus', [command]);
  }

  async closeBus(bus: BusId): Promise<void> {
    await this.#call('closeBus', [bus]);
  }

  async tune(session: SessionId, slot: number, endpoint: EndpointId | null): Promise<void> {
    await this.#call('tune', [session, slot, endpoint]);
  }

  async closeSession(session: SessionId): Promise<void> {
    await this.#call('closeSession', [session]);
  }

  async closeEndpoint(endpoint: EndpointId): Promise<void> {
    await this.#call('closeEndpoint', [endpoint]);
  }

  listen(listener: (event: MediaEvent) => void): () => void {
    return this.#events.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#retryTimer) clearTimeout(this.#retryTimer);
    this.#link?.terminate();
    this.#lose();
    this.#events.close();
  }

  #call(method: RemoteMethod, params: readonly unknown[]): Promise<unknown> {
    const link = this.#link;
    if (!link || !this.#isUp) return Promise.reject(new MediaFault('plane-down'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new MediaFault('plane-down', `${method} was not answered in ${CALL_TIMEOUT_MS} ms`));
      }, CALL_TIMEOUT_MS);
      this.#pending.set(id, { resolve, reject, timer });
      link.send(JSON.stringify({ id, method, params }));
    });
  }

  #connect(): void {
    const link = new WebSocket(this.#url, { maxPayload: MESSAGE_MAX_BYTES, perMessageDeflate: false });
    this.#link = link;
    link.on('message', (data) => this.#onMessage(String(data)));
    // Every error is followed by `close`.
    link.on('error', () => undefined);
    link.on('close', () => this.#onClose());
  }

  #onClose(): void {
    if (this.#isClosed) return;
    this.#lose();
    this.#retryTimer = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, RECONNECT_MAX_MS);
  }

  #lose(): void {
    this.#link = null;
    for (const call of this.#pending.values()) {
      clearTimeout(call.timer);
      call.reject(new MediaFault('plane-down', 'the link to the media process was lost'));
    }
    this.#pending.clear();
    if (this.#isUp) this.#events.emit({ type: 'plane-down' });
    this.#isUp = false;
  }

  #onMessage(text: string): void {
    const message = parseMessage<PlaneMessage>(text);
    if (!message) return this.#link?.terminate();
    if ('event' in message) return this.#onEvent(message.event);
    const call = this.#pending.get(message.id);
    if (!call) return;
    this.#pending.delete(message.id);
    clearTimeout(call.timer);
    if ('fault' in message) call.reject(new MediaFault(message.fault.code, message.fault.message));
    else call.resolve(message.result ?? undefined);
  }

  #onEvent(event: MediaEvent): void {
    if (event.type === 'plane-up') {
      this.#isUp = true;
      this.#retryMs = RECONNECT_FIRST_MS;
    }
    if (event.type === 'plane-down') this.#isUp = false;
    this.#events.emit(event);
  }
}

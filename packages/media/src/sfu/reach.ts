import type { SessionId } from '../media-plane.ts';
import { addDoor, announce } from '../sdp/answer.ts';
import { RelayDoor } from './relay-door.ts';

export interface ReachOptions {
  readonly bindAddress: string;
  readonly announcedAddress?: string;
  /** See SfuOptions. */
  readonly relayDoorPort?: number;
  readonly maxSessions: number;
}

/** Where peers are told to find this plane. The caller closes it. */
export class Reach {
  readonly #announcedAddress: string | undefined;
  readonly #door: RelayDoor | null;
  readonly #admitted = new Map<SessionId, string>();

  /** Rejects when the door's port is taken. */
  static async open(options: ReachOptions, planePort: number): Promise<Reach> {
    const { bindAddress, relayDoorPort: port, maxSessions: visitorsMax } = options;
    return new Reach(options, port === undefined ? null : await RelayDoor.open({ port, bindAddress, planePort, visitorsMax }));
  }

  private constructor({ announcedAddress }: ReachOptions, door: RelayDoor | null) {
    this.#announcedAddress = announcedAddress;
    this.#door = door;
  }

  /** The session's answer with every address of the plane. */
  lead(session: SessionId, answer: string): string {
    const announced = this.#announcedAddress === undefined ? answer : announce(answer, this.#announcedAddress);
    const [iceUfrag, icePwd] = [/^a=ice-ufrag:(\S+)/m.exec(answer)?.[1], /^a=ice-pwd:(\S+)/m.exec(answer)?.[1]];
    if (!this.#door || iceUfrag === undefined || icePwd === undefined) return announced;
    this.#door.admit(iceUfrag, icePwd);
    this.#admitted.set(session, iceUfrag);
    return addDoor(announced, this.#door.port);
  }

  forget(session: SessionId): void {
    const iceUfrag = this.#admitted.get(session);
    if (iceUfrag !== undefined) this.#door?.dismiss(iceUfrag);
    this.#admitted.delete(session);
  }

  close(): void {
    this.#door?.close();
  }
}

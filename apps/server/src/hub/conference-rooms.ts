/** The conferences this worker follows: loaded when first asked for, woken by the journal. */
import type { ConferenceState } from '@diemcau/core';
import type { Logger } from '../log.ts';
import type { Journal } from '../journal/journal.ts';
import { ConferenceRoom, type RoomHooks, type RoomStep } from './conference-room.ts';
import { conferenceIdOf } from './conference-stream.ts';

export interface RoomsParts extends RoomHooks {
  readonly journal: Journal;
  readonly log: Logger;
}

type StepListener = (room: ConferenceRoom, step: RoomStep) => void;

/**
 * A notification can be lost together with its connection, and reading one stream costs a fraction
 * of a millisecond: every 5 s the rooms look by themselves.
 */
const LOOK_EVERY_MS = 5_000;

/** The caller closes it; it closes its rooms and leaves the journal open. */
export class ConferenceRooms {
  readonly #parts: RoomsParts;
  readonly #rooms = new Map<string, Promise<ConferenceRoom | null>>();
  readonly #loaded = new Map<string, ConferenceRoom>();
  readonly #listeners = new Set<StepListener>();
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#stopListening = parts.journal.listen((stream) => this.#wake(stream));
    this.#timer = setInterval(() => this.#wake('*'), LOOK_EVERY_MS).unref();
  }

  /** null: no such conference. Throws OutsideFault. */
  open(conferenceId: string): Promise<ConferenceRoom | null> {
    const known = this.#rooms.get(conferenceId);
    if (known) return known;
    const loading = this.#load(conferenceId);
    this.#rooms.set(conferenceId, loading);
    // What could not be loaded, or does not exist yet, is asked for again next time.
    const forget = () => this.#rooms.delete(conferenceId);
    loading.then((room) => room ?? forget(), forget);
    return loading;
  }

  /**
   * The room, if this holds of it now. Where it does not hold of what has been read so far, the rest
   * is read first: an officer may come to this worker right after being appointed on another.
   */
  async openWhere(conferenceId: string, holds: (state: ConferenceState) => boolean): Promise<ConferenceRoom | null> {
    const room = await this.open(conferenceId);
    if (!room?.step || holds(room.step.state)) return room?.step ? room : null;
    await room.catchUp();
    return holds(room.step.state) ? room : null;
  }

  /** A room whose stream may still be empty, for the command that creates a conference. */
  async create(conferenceId: string): Promise<ConferenceRoom> {
    return (await this.open(conferenceId)) ?? this.#adopt(new ConferenceRoom(conferenceId, this.#parts.journal, this.#parts));
  }

  /** Rooms that are loaded. */
  all(): readonly ConferenceRoom[] {
    return [...this.#loaded.values()];
  }

  /** Every step of every room, loading included. */
  listen(listener: StepListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#stopListening();
    clearInterval(this.#timer);
    this.#listeners.clear();
    for (const room of this.#loaded.values()) room.close();
    this.#loaded.clear();
    this.#rooms.clear();
  }

  async #load(conferenceId: string): Promise<ConferenceRoom | null> {
    const room = new ConferenceRoom(conferenceId, this.#parts.journal, this.#parts);
    await room.catchUp();
    if (!room.step) return null;
    this.#adopt(room);
    this.#tell(room, room.step);
    return room;
  }

  #adopt(room: ConferenceRoom): ConferenceRoom {
    this.#loaded.set(room.conferenceId, room);
    this.#rooms.set(room.conferenceId, Promise.resolve(room));
    room.listen((step) => this.#tell(room, step));
    return room;
  }

  #tell(room: ConferenceRoom, step: RoomStep): void {
    for (const listener of this.#listeners) listener(room, step);
  }

  #wake(stream: string): void {
    if (stream === '*') for (const room of this.#loaded.values()) this.#catchUp(room);
    const conferenceId = conferenceIdOf(stream);
    const room = conferenceId === null ? undefined : this.#loaded.get(conferenceId);
    if (room) this.#catchUp(room);
  }

  #catchUp(room: ConferenceRoom): void {
    room
      .catchUp()
      .catch((error: unknown) => this.#parts.log.debug({ conferenceId: room.conferenceId, err: error }, 'a room could not catch up'));
  }
}

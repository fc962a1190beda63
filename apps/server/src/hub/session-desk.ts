/** What a session may ask of the hub it belongs to. */
import type { ConferenceCommand, MediaAccess } from '@diemcau/core';
import type { Turn } from './admission/admission-line.ts';
import type { ExecuteAnswer } from './conference-room.ts';
import type { Session } from './session.ts';

export interface SessionDesk {
  /** Views of different builds are not patched into each other. */
  readonly build: string;
  nowMs(): number;
  /** A phone's turn to come in; everybody else comes in at once. */
  turn(session: Session): Promise<Turn>;
  /** The session is over, whether it waited or not. */
  leave(session: Session): void;
  /** Over what time the phones of this worker should come back. */
  comeBackWithinMs(): number;
  /** Throws OutsideFault. */
  execute(session: Session, commandId: string, command: ConferenceCommand): Promise<ExecuteAnswer>;
  /** Makes a media token for the session. Throws OutsideFault. */
  mediaAccess(session: Session): Promise<MediaAccess>;
  /** Names of the officers, for a console. Throws OutsideFault. */
  officerNames(session: Session): Promise<Readonly<Record<string, string>>>;
  /** What else a session hears when it comes in: links, and who watches its picture. */
  bringUpToDate(session: Session): void;
  /** Fills the thumbnail slots of the console's own WHEP session. Throws OutsideFault. */
  tune(session: Session, mediaSession: string, siteIds: readonly (string | null)[]): Promise<void>;
}

/** One device is on duty in a room; here it is put there, replaced and taken away. */
import type { CloseReason } from '@diemcau/core';
import type { MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import type { Logger } from '../log.ts';
import { deviceOnDuty, putOnDuty, renewDeviceToken, takeOffDuty, type NewDevice, type SiteDevice } from './access/devices.ts';
import type { Admission } from './access/site-access.ts';
import type { Bulletins } from './bulletins.ts';
import { endMedia } from './media-holders.ts';
import type { Presence } from './presence.ts';

export interface DutyParts {
  readonly db: Pool;
  readonly plane: MediaPlane;
  readonly bulletins: Bulletins;
  readonly hub: { readonly presence: Pick<Presence, 'sight'> };
  readonly log: Logger;
  readonly nowMs: () => number;
}

export interface Applicant {
  /** What its browser calls itself. */
  readonly label: string;
  /** It has been asked and wants to replace whoever is there. */
  readonly takeOver: boolean;
  /** The device it proved to be, if any. */
  readonly knownDeviceId: string | undefined;
}

/**
 * Puts a device on duty. null: another one is connected; it is told that somebody asks. A device
 * that is on duty but not connected is replaced without asking: somebody in the room changed machines.
 */
export async function takeDuty(parts: DutyParts, place: Admission, applicant: Applicant): Promise<NewDevice | null> {
  const { db, nowMs } = parts;
  const present = await deviceOnDuty(db, place);
  if (present && present.deviceId === applicant.knownDeviceId) return renewDeviceToken(db, present.deviceId);
  if (present && !applicant.takeOver && isConnected(parts, present)) {
    await parts.bulletins.post({ type: 'takeover-asked', ...place, fromDevice: applicant.label });
    return null;
  }
  if (present) await endDuty(parts, present, 'taken-over');
  return putOnDuty(db, place, { label: applicant.label, nowMs: nowMs() });
}

/** Token and media tokens stop working, then sockets and media sessions end, wherever they are. */
export async function endDuty(parts: DutyParts, device: SiteDevice, reason: CloseReason): Promise<void> {
  await takeOffDuty(parts.db, device.deviceId);
  await parts.bulletins.post({ type: 'close-holder', holderId: device.deviceId, reason });
  await endMedia(parts, { holderId: device.deviceId });
}

function isConnected({ hub }: DutyParts, device: SiteDevice): boolean {
  return hub.presence.sight(device.conferenceId, device.siteId)?.deviceId === device.deviceId;
}

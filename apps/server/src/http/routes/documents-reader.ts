/** Who may read documents of a conference, and what of it their audience sees. */
import type { FastifyRequest } from 'fastify';
import { view, type Audience, type ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { mayStay } from '../../hub/live-conference.ts';
import { liveCaller, type LivePlace } from '../callers.ts';
import type { HttpParts } from '../http-parts.ts';
import { oncePerRequest } from '../once-per-request.ts';
import { requirePlanReader } from '../planners.ts';

export interface DocumentDesk {
  readonly audience: Audience;
  /** As the audience sees it: what is not in its `documents` is not there for it. */
  readonly view: ConferenceState;
}

/**
 * `?site=` a room's device on duty, `?as=screen` a hall screen, `?as=phone` a delegate's phone, else an account: officers and whoever prepares the
 * conference see all of it, whoever may only read conferences of its unit sees what rooms see. Throws
 * ProtocolFault `not-signed-in`, `not-found`; OutsideFault.
 */
export const requireDocumentReader: (parts: HttpParts, request: FastifyRequest) => Promise<DocumentDesk> = oncePerRequest(
  async (parts, request) => {
    const { site, as } = request.query as { readonly site?: unknown; readonly as?: unknown };
    if (typeof site === 'string') return deviceDesk(parts, request, { as: 'site', siteId: site });
    if (as === 'screen' || as === 'phone') return deviceDesk(parts, request, { as, siteId: undefined });
    const { state, organises, rights } = await requirePlanReader(parts, request);
    const audience = organises || Object.hasOwn(state.officers, rights.accountId) ? 'console' : 'site';
    return { audience, view: view(state, audience) };
  },
);

async function deviceDesk(
  parts: HttpParts,
  request: FastifyRequest,
  { as: audience, siteId }: Pick<LivePlace, 'as' | 'siteId'>,
): Promise<DocumentDesk> {
  const { conferenceId } = request.params as { readonly conferenceId: string };
  const caller = await liveCaller(parts, request, { conferenceId, as: audience, siteId });
  const room = caller && (await parts.rooms.openWhere(conferenceId, (known) => mayStay(caller, known)));
  if (!room?.step) throw new ProtocolFault('not-signed-in', 'this device is not on duty here');
  return { audience, view: view(room.step.state, audience) };
}

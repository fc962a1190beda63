/**
 * How conferences, sites and programs are called in the media plane, which knows neither. Ids hold
 * no full stop, so the parts can be told apart again.
 */
export const PROGRAMS = ['hall', 'floor', 'slides', 'preview'] as const;
export type Program = (typeof PROGRAMS)[number];

export function cameraEndpoint(conferenceId: string, siteId: string): string {
  return `${conferenceId}.${siteId}`;
}

export function slidesEndpoint(conferenceId: string, siteId: string): string {
  return `${conferenceId}.${siteId}.slides`;
}

export function busOf(conferenceId: string, program: Program): string {
  return `${conferenceId}.${program}`;
}

/** The site whose camera an endpoint is; null for slides and for what is not ours. */
export function siteOfCamera(endpoint: string): { readonly conferenceId: string; readonly siteId: string } | null {
  const [conferenceId, siteId, more] = endpoint.split('.');
  return conferenceId !== undefined && siteId !== undefined && more === undefined ? { conferenceId, siteId } : null;
}

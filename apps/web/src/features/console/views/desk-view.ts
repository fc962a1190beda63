import type { OfficerRole } from '@diemcau/core';

/** Three ways to sit at the same conference; what one may do follows from the role, not from the view. */
export const DESK_VIEWS = ['chair', 'secretary', 'technician'] as const;
export type DeskView = (typeof DESK_VIEWS)[number];

/** The views of a role, its own first. Whoever leads may look over every shoulder. */
const BY_ROLE: Readonly<Record<OfficerRole, readonly DeskView[]>> = {
  chair: ['chair', 'secretary', 'technician'],
  deputy: ['chair', 'secretary', 'technician'],
  secretary: ['secretary', 'technician'],
  technician: ['technician'],
};

export function viewsOf(role: OfficerRole | null): readonly DeskView[] {
  return role === null ? ['secretary'] : BY_ROLE[role];
}

/** What was chosen before, if the role still has it; else the role's own. */
export function shownView(role: OfficerRole | null, chosen: DeskView | null): DeskView {
  const views = viewsOf(role);
  return chosen !== null && views.includes(chosen) ? chosen : views[0]!;
}

export function isDeskView(value: unknown): value is DeskView {
  return DESK_VIEWS.some((view) => view === value);
}

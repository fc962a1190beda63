import type { Grant, GrantId } from './state.ts';

/** Facts about who may do what, in the stream `grants`. They hold ids, no names. */
export type GrantsEvent =
  | ({ readonly type: 'RoleGranted'; readonly atMs: number } & Grant)
  /** `until`: the last day it holds, on or before the day it was going to end. */
  | { readonly type: 'GrantEnded'; readonly grantId: GrantId; readonly until: string; readonly reason: string; readonly atMs: number };

export type GrantsEventType = GrantsEvent['type'];
export const GRANTS_SCHEMA_VERSION = 1;

import { expect } from 'vitest';
import type { Decision } from '../../kernel/decision.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { TreeCommand } from '../commands.ts';
import { decideTree } from '../decide.ts';
import type { TreeEvent, UnitRecord } from '../events.ts';
import { EMPTY_TREE, type TreeState } from '../state.ts';
import { foldTree } from '../evolve.ts';

/** 2026-10-15 08:00 in Hà Nội. */
export const T0_MS = 1_792_026_000_000;
export const DOCUMENT = '12/NQ-HĐND';

export const EARLY = '2026-01-01';
export const TODAY = '2026-10-15';
export const LATER = '2027-01-01';
export const LATEST = '2027-07-01';

export function unit(unitId: string, parentId: string | null = null, name = `Đơn vị ${unitId}`): UnitRecord {
  return { unitId, code: '', name, kind: '', parentId };
}

type Undated<C> = C extends unknown ? Omit<C, 'from' | 'document'> : never;
export type Order = Undated<TreeCommand>;

export function on(from: string, order: Order): TreeCommand {
  return { ...order, from, document: DOCUMENT } as TreeCommand;
}

export function answer(state: TreeState, command: TreeCommand, atMs = T0_MS): Decision<TreeEvent> {
  return decideTree({ command, atMs, by: { kind: 'operator' }, commandId: 'command' }, state);
}

/** The tree after these commands, each recorded a second after the one before; throws where one is refused. */
export function grown(...commands: readonly TreeCommand[]): TreeState {
  return commands.reduce((state, command, place) => {
    const decision = answer(state, command, T0_MS + place * 1_000);
    if (!decision.ok) throw new Error(`${command.type} refused: ${decision.refusal.code} ${JSON.stringify(decision.refusal.params)}`);
    return foldTree(decision.events, state);
  }, EMPTY_TREE);
}

export function expectRefused(
  state: TreeState,
  command: TreeCommand,
  code: RefusalCode,
  params?: Readonly<Record<string, string | number>>,
): void {
  expect(answer(state, command)).toEqual({ ok: false, refusal: params ? { code, params } : { code } });
}

/** A province `p` with districts `d`, `e` and communes `x`, `y` under `d`, from early 2026 on. */
export const PROVINCE = on(EARLY, {
  type: 'CreateUnits',
  units: [unit('x', 'd'), unit('y', 'd'), unit('d', 'p'), unit('e', 'p'), unit('p')],
});

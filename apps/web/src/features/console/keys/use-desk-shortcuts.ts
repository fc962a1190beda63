import { useEffect } from 'react';
import { DESK_KEYS, KEY_LETTERS } from './desk-keys.ts';
import type { DeskKeyName } from './desk-keys.ts';

/** Single letters act unless somebody writes, a dialog is open, or the officer has switched them off (WCAG 2.1.4). */
export function useDeskShortcuts(on: boolean, press: (name: DeskKeyName) => void): void {
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      const name = DESK_KEYS.find((key) => KEY_LETTERS[key].toLowerCase() === event.key.toLowerCase());
      if (!name || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      event.preventDefault();
      press(name);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [on, press]);
}

function isBusy(target: EventTarget | null): boolean {
  // Radio buttons and check boxes have the focus after a click, but nobody writes into them.
  const fields = 'textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"])';
  const writing = target instanceof HTMLElement && (target.isContentEditable || target.closest(fields) !== null);
  return writing || document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

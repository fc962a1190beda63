import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { tellProblem } from '../../../ui/tell.ts';
import { DESK_KEYS, deskCommand, deskKey } from './desk-keys.ts';
import type { DeskKeyName } from './desk-keys.ts';
import { DeskKeyButton } from './desk-key-button.tsx';
import styles from './key-row.module.css';
import { useDeskShortcuts } from './use-desk-shortcuts.ts';
import { useKeyReason } from './use-key-reason.ts';

/** Five keys under the stage. A key that does not work says why, and says it again when pressed. */
export function KeyRow({ shortcuts }: { readonly shortcuts: boolean }) {
  const { t } = useTranslation();
  const view = useConference();
  const why = useRules();
  const act = useAct();
  const reasonOf = useKeyReason();
  const press = useCallback(
    (name: DeskKeyName) => {
      const reason = reasonOf(deskKey(name, view, why));
      if (reason !== null) return tellProblem(reason);
      const command = deskCommand(name, view, newId);
      if (command) void act(command);
    },
    [view, why, act, reasonOf],
  );
  useDeskShortcuts(shortcuts, press);
  return (
    <div role="group" aria-label={t('console.keys.label')} className={styles.row}>
      {DESK_KEYS.map((name) => {
        const key = deskKey(name, view, why);
        return <DeskKeyButton key={name} deskKey={key} reason={reasonOf(key)} shortcuts={shortcuts} onPress={press} />;
      })}
    </div>
  );
}

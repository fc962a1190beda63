import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SystemProcess } from '../../live/keeping-api.ts';
import { Card } from '../../ui/card.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import styles from './administration.module.css';

/** `worker-2` as people call it. */
export function useProcessName(): (name: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (name) => {
      const [, kind, number = ''] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? [];
      if (kind === 'supervisor' || kind === 'postgres') return t(`administration.processes.${kind}`);
      if (kind === 'worker') return t('administration.processes.worker', { number });
      // Counted from 0 by the supervisor, from 1 by people.
      return kind === 'media' ? t('administration.processes.media', { number: Number(number) + 1 }) : name;
    },
    [t],
  );
}

export function ProcessList({ processes }: { readonly processes: readonly SystemProcess[] }) {
  const { t, i18n } = useTranslation();
  const processName = useProcessName();
  return (
    <Card title={t('administration.processes.title')} testId="processes">
      {processes.length === 0 && <p className={card.quiet}>{t('administration.processes.none')}</p>}
      <ul className={card.list}>
        {processes.map(({ name, state, restarts, sinceMs }) => (
          <li key={name} className={card.line} data-process={name}>
            <div className={card.words}>
              <div className={card.name}>{processName(name)}</div>
              <div className={card.quiet}>
                {t('administration.processes.since', { time: dayTimeText(sinceMs, i18n.language) })}
                {restarts > 0 && ` · ${t('administration.processes.restarts', { count: restarts })}`}
              </div>
            </div>
            <span className={styles.state} data-state={state}>
              {t(`administration.processes.state.${state}`)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

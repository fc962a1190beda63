import { countBoard } from '@diemcau/core';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Board } from '../../live/preflight/preflight-api.ts';
import { useConference } from '../../live/use-live.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './board-page.module.css';

interface BoardHeadProps {
  readonly board: Board;
  readonly onAskAll: () => void;
}

/** Which conference, how many are ready, and what can be done with all of them. */
export function BoardHead({ board, onAskAll }: BoardHeadProps) {
  const { t, i18n } = useTranslation();
  const { conferenceId, title } = useConference();
  const { go, check, 'no-go': noGo, unchecked } = countBoard(board.rows);
  const ready = board.rows.length > 0 && go === board.rows.length;
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <Button
          component={Link}
          to={`/console/${conferenceId}`}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size="1rem" />}
        >
          {t('preflight.board.back')}
        </Button>
        <LanguageSwitch />
      </div>
      <div className={styles.row}>
        <div className={styles.words}>
          <p className={styles.conference}>{title}</p>
          <h1 className={styles.title}>{t('preflight.board.title')}</h1>
          <p role="status" className={styles.summary} data-testid="board-summary">
            {ready ? t('preflight.board.ready') : t('preflight.board.summary', { go, check, noGo, unchecked })}
          </p>
          <p className={styles.printed}>{t('preflight.board.printedAt', { time: dayTimeText(Date.now(), i18n.language) })}</p>
        </div>
        <div className={styles.actions}>
          <Button variant="default" leftSection={<IconPrinter size="1.125rem" />} onClick={() => window.print()}>
            {t('preflight.board.print')}
          </Button>
          {board.mayAsk && (
            <Button leftSection={<IconRefresh size="1.125rem" />} onClick={onAskAll} aria-keyshortcuts="Shift+K" data-testid="ask-all">
              {t('preflight.board.askAll')}
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { deviceName } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import type { HttpResult } from '../../live/http.ts';
import { endOtherSessions, endSession, ownSessions } from '../../live/my-account-api.ts';
import type { OpenSession } from '../../live/my-account-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { tellDone, tellProblem } from '../../ui/tell.ts';
import { dayTimeText } from '../../ui/time-text.ts';

/** Where the account is signed in; any of them can be ended from here. */
export function SessionsCard() {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value, problem, again } = useLoaded('sessions', ownSessions);
  const act = async (ending: Promise<HttpResult<null>>) => {
    const answer = await ending;
    if (answer.ok) tellDone(t('myAccount.sessions.ended'));
    else tellProblem(troubleText(answer.problem));
    again();
  };
  const others = (value?.sessions.length ?? 0) > 1;
  const endOthers = (
    <Button variant="default" size="compact-sm" onClick={() => void act(endOtherSessions())} data-testid="end-others">
      {t('myAccount.sessions.endOthers')}
    </Button>
  );
  return (
    <Card title={t('myAccount.sessions.title')} action={others ? endOthers : null} testId="sessions-card">
      {problem && (
        <p role="alert" className={styles.trouble}>
          {troubleText(problem)}
        </p>
      )}
      {!value && !problem && <Skeleton height={96} />}
      <ul className={styles.list}>
        {value?.sessions.map((session) => (
          <SessionLine key={session.sessionId} session={session} onEnd={() => void act(endSession(session.sessionId))} />
        ))}
      </ul>
      {value && !others && <p className={styles.quiet}>{t('myAccount.sessions.onlyHere')}</p>}
    </Card>
  );
}

function SessionLine({ session, onEnd }: { readonly session: OpenSession; readonly onEnd: () => void }) {
  const { t, i18n } = useTranslation();
  const device = deviceName(session.label);
  return (
    <li className={styles.line} data-testid="session-line">
      <div className={styles.words}>
        <div className={styles.name}>
          {device}
          {session.current && (
            <span className={styles.chip} data-tone="good">
              {t('myAccount.sessions.here')}
            </span>
          )}
        </div>
        <div className={styles.quiet}>{t('myAccount.sessions.began', { time: dayTimeText(session.beganAtMs, i18n.language) })}</div>
      </div>
      {!session.current && (
        <Button variant="subtle" size="compact-sm" aria-label={t('myAccount.sessions.endOne', { device })} onClick={onEnd}>
          {t('myAccount.sessions.end')}
        </Button>
      )}
    </li>
  );
}

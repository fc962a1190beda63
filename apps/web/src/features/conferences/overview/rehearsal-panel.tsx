import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconTheater } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { givePlanning, makeRehearsal } from '../../../live/planning-api.ts';
import type { ConferenceRow } from '../../../live/planning-api.ts';
import { usePlan } from '../../../live/plan-provider.tsx';
import { newId } from '../../../live/new-id.ts';
import { useConference } from '../../../live/use-live.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import { PhaseChip } from '../../../ui/phase-chip.tsx';
import { tellDone, tellProblem } from '../../../ui/tell.ts';
import { dayTimeText } from '../../../ui/time-text.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import panel from '../panel.module.css';

/** Time to walk to the hall and let the rooms in. */
const STARTS_IN_MS = 10 * 60_000;

/** Rehearsals of a conference; of a rehearsal itself, the way to throw it away. */
export function RehearsalPanel() {
  const { t } = useTranslation();
  const { plan } = usePlan();
  const { rehearsal, cancelled, conferenceId } = useConference();
  const kept = plan.rehearsals.filter((one) => !one.cancelled);
  if (rehearsal && (cancelled || !plan.organises)) return null;
  return (
    <section className={panel.panel} aria-labelledby="rehearsal-title">
      <h2 id="rehearsal-title" className={panel.title}>
        {t('planning.overview.rehearsal')}
      </h2>
      <p className={panel.text}>{t('planning.overview.rehearsalText')}</p>
      {rehearsal ? (
        <div className={panel.actions}>
          <DisposeButton conferenceId={conferenceId} />
        </div>
      ) : (
        <>
          <ul className={panel.lines}>
            {kept.map((one) => (
              <RehearsalLine key={one.conferenceId} rehearsal={one} />
            ))}
          </ul>
          {plan.organises && <RehearseButton />}
        </>
      )}
    </section>
  );
}

function RehearsalLine({ rehearsal }: { readonly rehearsal: ConferenceRow }) {
  const { t, i18n } = useTranslation();
  const { plan } = usePlan();
  const { conferenceId, startsAtMs, phase } = rehearsal;
  return (
    <li className={panel.line} data-testid="rehearsal-line">
      <PhaseChip phase={phase} rehearsal={false} />
      <Link to={`/conferences/${conferenceId}`} data-testid="rehearsal-open">
        {t('planning.overview.openRehearsal')}
      </Link>
      {startsAtMs !== null && <span className={panel.text}>{dayTimeText(startsAtMs, i18n.language)}</span>}
      {plan.organises && <DisposeButton conferenceId={conferenceId} />}
    </li>
  );
}

function RehearseButton() {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const navigate = useNavigate();
  const { conferenceId } = useConference();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const answer = await makeRehearsal(conferenceId, { conferenceId: newId(), startsAtMs: Date.now() + STARTS_IN_MS });
    setBusy(false);
    if (!answer.ok) return tellProblem(troubleText(answer.problem));
    tellDone(t('planning.overview.rehearsing'));
    await navigate(`/conferences/${answer.value.conferenceId}`);
  };
  return (
    <div className={panel.actions}>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconTheater size="1.125rem" />}
        onClick={() => void make()}
        data-testid="rehearse"
      >
        {t('planning.overview.rehearse')}
      </Button>
    </div>
  );
}

function DisposeButton({ conferenceId }: { readonly conferenceId: string }) {
  const { t } = useTranslation();
  const { read } = usePlan();
  const troubleText = useTroubleText();
  const [asking, setAsking] = useState(false);
  const dispose = async (): Promise<string | null> => {
    const answer = await givePlanning(conferenceId, { type: 'CancelConference', reason: '' });
    if (!answer.ok) return troubleText(answer.problem);
    tellDone(t('planning.overview.disposedDone'));
    await read();
    return null;
  };
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsking(true)} data-testid="dispose">
        {t('planning.overview.dispose')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('planning.overview.dispose')}
          text={t('planning.overview.disposeText')}
          submitLabel={t('planning.overview.dispose')}
          onSubmit={dispose}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assert } from '@diemcau/core';
import type { ConferenceId } from '@diemcau/core';
import type { HttpProblem } from './http.ts';
import { LiveContext } from './live-context.ts';
import { LoadFailure } from './load-failure.tsx';
import { PlanClient } from './plan-client.ts';
import type { Plan } from './planning-api.ts';
import { useStaff } from './staff.ts';

/** What is around a conference that is prepared. */
export interface PlanDesk {
  readonly plan: Plan;
  /** The server could not be reached, or refused, when it was asked last. */
  readonly problem: HttpProblem | null;
  /** Resolves when the plan was read again. */
  readonly read: () => Promise<void>;
}

const PlanContext = createContext<PlanDesk | null>(null);

/** Only below a `PlanProvider`. */
export function usePlan(): PlanDesk {
  const desk = useContext(PlanContext);
  assert(desk, 'used outside PlanProvider');
  return desk;
}

interface PlanProviderProps {
  readonly conferenceId: ConferenceId;
  readonly children: ReactNode;
}

/** Follows a conference that is prepared; shows its children once it is known, and what is in the way before. */
export function PlanProvider({ conferenceId, children }: PlanProviderProps) {
  const { account } = useStaff();
  const { accountId } = account;
  const [client, setClient] = useState<PlanClient | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [problem, setProblem] = useState<HttpProblem | null>(null);
  useEffect(() => {
    setPlan(null);
    const opened = new PlanClient({
      conferenceId,
      accountId,
      told(result) {
        if (result.ok) setPlan(result.value);
        setProblem(result.ok ? null : result.problem);
      },
    });
    setClient(opened);
    return () => opened.close();
  }, [conferenceId, accountId]);
  const desk = useMemo(() => plan && client && { plan, problem, read: () => client.read() }, [plan, client, problem]);
  if (!desk) return <Waiting problem={problem} again={() => void client?.read()} />;
  return (
    <LiveContext value={client}>
      <PlanContext value={desk}>{children}</PlanContext>
    </LiveContext>
  );
}

function Waiting({ problem, again }: { readonly problem: HttpProblem | null; readonly again: () => void }) {
  const { t } = useTranslation();
  if (!problem) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  return <LoadFailure problem={problem} again={again} />;
}

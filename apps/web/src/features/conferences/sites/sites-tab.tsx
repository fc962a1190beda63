import { useMemo } from 'react';
import { Select, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foundOptions } from '../../../live/agenda/found-options.ts';
import { presentersOf } from '../../../live/agenda/item-dialog.tsx';
import { LoadFailure } from '../../../live/load-failure.tsx';
import { allSites } from '../../../live/organisation-api.ts';
import { usePlan } from '../../../live/plan-provider.tsx';
import { useStaff } from '../../../live/staff.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useLoaded } from '../../../live/use-loaded.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useUnitTree } from '../../../live/use-unit-tree.ts';
import panel from '../panel.module.css';
import { AccessPanel } from './access-panel.tsx';
import { ExpectedPanel } from './expected-panel.tsx';
import { InviteTree } from './invite-tree.tsx';
import { siteTree } from './site-tree.ts';

const TODAY = { day: '', knownMs: '' } as const;

/** Which rooms take part, which one is the hall, and how they get in. */
export function SitesTab() {
  const { may } = useStaff();
  const { plan } = usePlan();
  const choosing = plan.organises && may('site.read') && may('unit.read');
  return (
    <div style={{ display: 'grid', gap: '1rem', minWidth: 0 }}>
      <HallSelect />
      {choosing ? <Register /> : <Invited />}
      {plan.organises && <ExpectedPanel />}
      {plan.organises && <AccessPanel />}
    </div>
  );
}

function HallSelect() {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const { sites, hallSiteId } = useConference();
  const rooms = presentersOf(sites).rooms;
  const first = rooms[0];
  const refusal = first ? why({ type: 'SetHall', siteId: first.id }) : null;
  if (rooms.length === 0) return null;
  return (
    <Select
      label={t('planning.sites.hall')}
      data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
      value={hallSiteId}
      onChange={(siteId) => void (siteId !== null && act({ type: 'SetHall', siteId }))}
      disabled={refusal !== null}
      searchable
      allowDeselect={false}
      filter={foundOptions}
      placeholder={t('planning.field.pick')}
      maw="32rem"
      data-testid="hall-select"
    />
  );
}

function Register() {
  const { t } = useTranslation();
  const units = useUnitTree(TODAY);
  const register = useLoaded('sites', allSites);
  const tree = useMemo(() => units.tree && register.value && siteTree(units.tree, register.value.sites), [units.tree, register.value]);
  const problem = units.problem ?? register.problem;
  const again = () => {
    units.again();
    register.again();
  };
  if (problem && !tree) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!tree) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  return <InviteTree tops={tree.tops} stray={tree.stray} />;
}

/** For whoever may not see the register. */
function Invited() {
  const { t } = useTranslation();
  const { sites } = useConference();
  const { plan } = usePlan();
  return (
    <section className={panel.panel}>
      {plan.organises && <p className={panel.text}>{t('planning.sites.noRegister')}</p>}
      <ul className={panel.lines}>
        {presentersOf(sites).rooms.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </section>
  );
}

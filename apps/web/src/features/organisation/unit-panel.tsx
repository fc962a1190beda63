import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { unitDetail, unitHistory } from '../../live/organisation-api.ts';
import type { AsOfChoice, UnitDetail } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { dayText } from '../../ui/day-text.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { ChangeMenu } from './change/change-menu.tsx';
import { Timeline } from './timeline.tsx';
import styles from './unit-panel.module.css';
import { useUnitNames } from './use-unit-names.ts';
import type { LoadedTree } from '../../live/use-unit-tree.ts';

interface UnitPanelProps {
  readonly unitId: string;
  readonly asOf: AsOfChoice;
  readonly tree: LoadedTree;
  readonly canChange: boolean;
  readonly onChoose: (unitId: string | null) => void;
}

/** A unit on the day that is looked at, what can be changed about it, and everything recorded about it. */
export function UnitPanel({ unitId, asOf, tree, canChange, onChoose }: UnitPanelProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const detail = useLoaded(`${asOf.day} ${asOf.knownMs} ${tree.version}`, () => unitDetail(unitId, asOf));
  const history = useLoaded(String(tree.version), () => unitHistory(unitId));
  const problem = detail.problem ?? history.problem;
  const back = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconArrowLeft size="1rem" />}
      onClick={() => onChoose(null)}
      className={styles.back ?? ''}
    >
      {t('organisation.unit.back')}
    </Button>
  );
  if (problem) {
    return (
      <div className={styles.panel}>
        {back}
        <QuietNotice alert title={t('staff.failed')} text={troubleText(problem)} />
      </div>
    );
  }
  if (!detail.value || !history.value) return <Waiting />;
  return (
    <div className={styles.panel} data-testid="unit-panel">
      {back}
      <Heading detail={detail.value} unitId={unitId} />
      <Carriers detail={detail.value} unitId={unitId} tree={tree} onChoose={onChoose} />
      {canChange && tree.tree && asOf.knownMs === '' && (
        <ChangeMenu unitId={unitId} detail={detail.value} facts={history.value.facts} tree={tree.tree} onDone={tree.again} />
      )}
      <h2 className={styles.subtitle}>{t('organisation.timeline.title')}</h2>
      <Timeline facts={history.value.facts} tree={tree.tree} onChoose={onChoose} />
    </div>
  );
}

function Heading({ detail, unitId }: { readonly detail: UnitDetail; readonly unitId: string }) {
  const { t, i18n } = useTranslation();
  const { unit, path, day } = detail;
  if (!unit) {
    return (
      <>
        <h2 className={styles.name}>{path.at(-1) || t('organisation.unit.unnamed', { unitId })}</h2>
        <p className={styles.absent}>{t('organisation.unit.absent', { day: dayText(day, i18n.language) })}</p>
      </>
    );
  }
  return (
    <>
      {path.length > 1 && <p className={styles.path}>{path.slice(0, -1).join(' › ')}</p>}
      <h2 className={styles.name} data-testid="unit-name">
        {unit.name}
      </h2>
      <dl className={styles.facts}>
        <dt>{t('organisation.field.kind')}</dt>
        <dd>{unit.kind || t('organisation.none')}</dd>
        <dt>{t('organisation.field.code')}</dt>
        <dd>{unit.code || t('organisation.none')}</dd>
      </dl>
    </>
  );
}

interface CarriersProps {
  readonly detail: UnitDetail;
  readonly unitId: string;
  readonly tree: LoadedTree;
  readonly onChoose: (unitId: string) => void;
}

/** Who carries on for it, and for whom it does. */
function Carriers({ detail, unitId, tree, onChoose }: CarriersProps) {
  const { t } = useTranslation();
  const { today } = useStaff();
  const heirs = detail.heirs.filter((id) => id !== unitId);
  const named = new Map([...heirs, ...detail.predecessors].map((id) => [id, today] as const));
  const nameOf = useUnitNames(tree.tree, named);
  const link = (id: string) => (
    <li key={id}>
      <button type="button" className={styles.link} onClick={() => onChoose(id)}>
        {nameOf(id)}
      </button>
    </li>
  );
  return (
    <>
      {heirs.length > 0 && (
        <div className={styles.carriers}>
          {t('organisation.unit.heirs')} <ul>{heirs.map(link)}</ul>
        </div>
      )}
      {detail.predecessors.length > 0 && (
        <div className={styles.carriers}>
          {t('organisation.unit.predecessors')} <ul>{detail.predecessors.map(link)}</ul>
        </div>
      )}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={styles.panel} aria-busy="true" aria-label={t('staff.loading')}>
      <Skeleton height={16} width="50%" />
      <Skeleton height={30} width="80%" mt="sm" />
      <Skeleton height={140} mt="lg" />
    </div>
  );
}

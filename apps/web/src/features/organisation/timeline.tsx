import type { ReactNode } from 'react';
import type { UnitFact } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../../live/staff.ts';
import { dayText } from '../../ui/day-text.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './timeline.module.css';
import { namedIn, timelineOf } from './unit-timeline.ts';
import type { TimelineEntry } from './unit-timeline.ts';
import type { UnitTree } from '../../live/unit-tree.ts';
import { useUnitNames } from './use-unit-names.ts';

interface TimelineProps {
  readonly facts: readonly UnitFact[];
  readonly tree: UnitTree | null;
  readonly onChoose: (unitId: string) => void;
}

/** What is planned stands above, what was below; each with its decision and when it was recorded. */
export function Timeline({ facts, tree, onChoose }: TimelineProps) {
  const { today } = useStaff();
  const nameOf = useUnitNames(tree, namedIn(facts));
  const unitLink = (unitId: string) => (
    <button key={unitId} type="button" className={styles.link} onClick={() => onChoose(unitId)}>
      {nameOf(unitId)}
    </button>
  );
  return (
    <ol className={styles.list} data-testid="timeline">
      {timelineOf(facts, today).map((entry) => (
        <Entry key={`${entry.from} ${entry.recordedAtMs} ${entry.document}`} entry={entry} unitLink={unitLink} />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly unitLink: (unitId: string) => ReactNode;
}

function Entry({ entry, unitLink }: EntryProps) {
  const { t, i18n } = useTranslation();
  const { from, document, recordedAtMs, planned, overruled, kind, facts } = entry;
  const recorded = `${clockText(recordedAtMs, i18n.language, false)} ${new Date(recordedAtMs).toLocaleDateString(i18n.language === 'en' ? 'en-GB' : 'vi-VN')}`;
  return (
    <li className={styles.entry} data-planned={planned} data-overruled={overruled}>
      <p className={styles.head}>
        <span className={styles.day}>{dayText(from, i18n.language)}</span>
        {kind !== 'changes' && <span>{t(`organisation.timeline.${kind}`)}</span>}
        {planned && <span className={styles.planned}>{t('organisation.timeline.planned')}</span>}
        {overruled && <span className={styles.overruled}>{t('organisation.timeline.overruled')}</span>}
      </p>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <FactLine key={fact.field} fact={fact} unitLink={unitLink} />
        ))}
      </ul>
      <p className={styles.source}>
        {document === '' ? t('organisation.timeline.noDocument') : t('organisation.timeline.document', { document })}
        {' · '}
        {t('organisation.timeline.recorded', { when: recorded })}
      </p>
    </li>
  );
}

function FactLine({ fact, unitLink }: { readonly fact: UnitFact; readonly unitLink: (unitId: string) => ReactNode }) {
  const { t } = useTranslation();
  const { field, value, holds } = fact;
  return (
    <li data-holds={holds}>
      <span className={styles.field}>{t(`organisation.field.${field as Exclude<typeof field, 'exists'>}`)}: </span>
      {field === 'parent' && (value === null ? t('organisation.top') : unitLink(String(value)))}
      {field === 'successors' &&
        (value as readonly string[]).flatMap((unitId, place) => (place > 0 ? ['; ', unitLink(unitId)] : [unitLink(unitId)]))}
      {field !== 'parent' && field !== 'successors' && (String(value) || t('organisation.none'))}
    </li>
  );
}

import { useEffect, useState } from 'react';
import type { Day } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { unitDetail } from '../../live/organisation-api.ts';
import type { UnitTree } from '../../live/unit-tree.ts';

/** Names of units, those of the tree at once; others are asked for on the day on which they are named. */
export function useUnitNames(tree: UnitTree | null, named: ReadonlyMap<string, Day>): (unitId: string) => string {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ReadonlyMap<string, string>>(new Map());
  const missing = [...named].filter(([unitId]) => !tree?.byId.has(unitId) && !asked.has(unitId));
  const key = JSON.stringify(missing);
  useEffect(() => {
    let gone = false;
    void Promise.all((JSON.parse(key) as [string, Day][]).map(async ([unitId, day]) => [unitId, await nameOn(unitId, day)] as const)).then(
      (names) => {
        if (!gone && names.length > 0) setAsked((before) => new Map([...before, ...names]));
      },
    );
    return () => {
      gone = true;
    };
  }, [key]);
  return (unitId) => tree?.byId.get(unitId)?.unit.name ?? (asked.get(unitId) || t('organisation.unit.unnamed', { unitId }));
}

async function nameOn(unitId: string, day: Day): Promise<string> {
  const detail = await unitDetail(unitId, { day, knownMs: '' });
  return detail.ok ? (detail.value.unit?.name ?? '') : '';
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useStaff } from '../../live/staff.ts';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AsOfBar } from './as-of-bar.tsx';
import { CreateDialog } from './change/create-dialog.tsx';
import styles from './organisation-page.module.css';
import { PlannedChanges } from './planned-changes.tsx';
import { TreePane } from './tree-pane.tsx';
import { UnitPanel } from './unit-panel.tsx';
import { useUnitTree } from '../../live/use-unit-tree.ts';

/** The tree as of a day, and beside it the unit that is chosen. The address holds both, so that it can be sent to somebody. */
export function OrganisationPage() {
  const { t } = useTranslation();
  const { may, mayEverywhere } = useStaff();
  const [address, setAddress] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const asOf = { day: address.get('day') ?? '', knownMs: address.get('known') ?? '' };
  const tree = useUnitTree(asOf);
  useDocumentTitle(t('organisation.title'));
  const unitId = address.get('unit');
  const put = (fields: Readonly<Record<string, string>>) =>
    setAddress((before) => changed(before, fields), { replace: fields['unit'] === undefined });
  const canChange = may('unit.change');
  const choose = (id: string | null) => put({ unit: id ?? '' });
  return (
    <>
      <PageHead title={t('organisation.title')} text={t('organisation.text')}>
        {mayEverywhere('unit.change') && (
          <Button leftSection={<IconPlus size="1.125rem" />} onClick={() => setCreating(true)} data-testid="create-top">
            {t('organisation.createTop')}
          </Button>
        )}
      </PageHead>
      <AsOfBar asOf={asOf} onChange={({ day, knownMs }) => put({ day, known: knownMs })} />
      <div className={styles.panes} data-chosen={unitId !== null}>
        <TreePane tree={tree} chosen={unitId} onChoose={choose} />
        <section className={styles.side} aria-label={t('organisation.unit.label')}>
          {unitId === null ? (
            <>
              <p className={styles.hint}>{t('organisation.chooseHint')}</p>
              <PlannedChanges version={String(tree.tree?.order.length ?? 0)} onDay={(day) => put({ day, known: '' })} onChoose={choose} />
            </>
          ) : (
            <UnitPanel key={unitId} unitId={unitId} asOf={asOf} tree={tree} canChange={canChange} onChoose={choose} />
          )}
        </section>
      </div>
      {creating && <CreateDialog parent={null} onClose={() => setCreating(false)} onDone={tree.again} />}
    </>
  );
}

function changed(before: URLSearchParams, fields: Readonly<Record<string, string>>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [key, value] of Object.entries(fields)) {
    if (value === '') after.delete(key);
    else after.set(key, value);
  }
  return after;
}

import { useState } from 'react';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '../../live/new-id.ts';
import { UnitPicker } from '../../live/unit-picker.tsx';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import { SiteDialog } from './site-dialog.tsx';
import { NO_SITE, SiteFields, tidySite } from './site-fields.tsx';

const TODAY = { day: '', knownMs: '' };
const NONE: ReadonlySet<string> = new Set();

export function RegisterDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { tree } = useUnitTree(TODAY);
  const [siteId] = useState(newId);
  const [words, setWords] = useState(NO_SITE);
  const [unitId, setUnitId] = useState<string | null>(null);
  const site = tidySite(words);
  const ready = unitId !== null && site.name !== '';
  return (
    <SiteDialog
      title={t('sites.register')}
      submitLabel={t('sites.register')}
      command={ready ? { type: 'RegisterSites', sites: [{ siteId, ...site, unitId }] } : null}
      onClose={onClose}
      onDone={onDone}
    >
      {tree ? (
        <UnitPicker
          label={t('sites.field.unit')}
          tree={tree}
          value={unitId}
          onChange={setUnitId}
          without={NONE}
          required
          testId="site-unit"
        />
      ) : (
        <Skeleton height={60} />
      )}
      <SiteFields words={words} onChange={setWords} />
    </SiteDialog>
  );
}

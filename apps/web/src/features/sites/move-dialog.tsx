import { useState } from 'react';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../live/organisation-api.ts';
import { UnitPicker } from '../../live/unit-picker.tsx';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import { SiteDialog } from './site-dialog.tsx';

const TODAY = { day: '', knownMs: '' };

interface MoveDialogProps {
  readonly site: Site;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The room now belongs to another unit; its history goes along. */
export function MoveDialog({ site, ...rest }: MoveDialogProps) {
  const { t } = useTranslation();
  const { tree } = useUnitTree(TODAY);
  const [unitId, setUnitId] = useState<string | null>(null);
  return (
    <SiteDialog
      {...rest}
      title={t('sites.action.move')}
      text={t('sites.moveText')}
      submitLabel={t('sites.action.move')}
      command={unitId === null ? null : { type: 'MoveSite', siteId: site.siteId, unitId }}
    >
      {tree ? (
        <UnitPicker
          label={t('sites.moveTo')}
          tree={tree}
          value={unitId}
          onChange={setUnitId}
          without={new Set([site.placeId ?? site.unitId])}
          required
          testId="move-unit"
        />
      ) : (
        <Skeleton height={60} />
      )}
    </SiteDialog>
  );
}

import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { MoveDialog } from './move-dialog.tsx';
import { SiteDialog } from './site-dialog.tsx';
import { SiteFields, tidySite } from './site-fields.tsx';

interface SiteActionsProps {
  readonly site: Site;
  readonly onDone: () => void;
}

/** As long as core allows (site/commands.ts). */
const REASON_MAX_CHARS = 500;

export function SiteActions({ site, onDone }: SiteActionsProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'revise' | 'move' | 'retire' | 'restore' | null>(null);
  const { may } = useStaff();
  const props = { site, onDone, onClose: () => setDialog(null) };
  return (
    <>
      {site.active && (
        <Button variant="default" onClick={() => setDialog('revise')} data-testid="site-revise">
          {t('sites.action.edit')}
        </Button>
      )}
      {site.active && may('unit.read') && (
        <Button variant="default" onClick={() => setDialog('move')} data-testid="site-move">
          {t('sites.action.move')}
        </Button>
      )}
      <Button variant="default" onClick={() => setDialog(site.active ? 'retire' : 'restore')}>
        {t(site.active ? 'sites.action.retire' : 'sites.action.restore')}
      </Button>
      {dialog === 'revise' && <ReviseDialog {...props} />}
      {dialog === 'move' && <MoveDialog {...props} />}
      {dialog === 'retire' && <RetireDialog {...props} />}
      {dialog === 'restore' && <RestoreDialog {...props} />}
    </>
  );
}

type OneDialogProps = SiteActionsProps & { readonly onClose: () => void };

function ReviseDialog({ site, ...rest }: OneDialogProps) {
  const { t } = useTranslation();
  const { name, code, kind, room, address, capacity } = site;
  const [words, setWords] = useState({ name, code, kind, room, address, capacity });
  const revised = tidySite(words);
  return (
    <SiteDialog
      {...rest}
      title={t('sites.action.edit')}
      submitLabel={t('sites.action.save')}
      command={revised.name === '' ? null : { type: 'ReviseSite', siteId: site.siteId, ...revised }}
    >
      <SiteFields words={words} onChange={setWords} />
    </SiteDialog>
  );
}

function RetireDialog({ site, ...rest }: OneDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <SiteDialog
      {...rest}
      title={t('sites.action.retire')}
      text={t('sites.retireText')}
      submitLabel={t('sites.action.retire')}
      danger
      command={{ type: 'RetireSite', siteId: site.siteId, reason: reason.trim() }}
    >
      <Textarea
        label={t('sites.retireReason')}
        value={reason}
        maxLength={REASON_MAX_CHARS}
        rows={3}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SiteDialog>
  );
}

function RestoreDialog({ site, ...rest }: OneDialogProps) {
  const { t } = useTranslation();
  const title = t('sites.action.restore');
  return <SiteDialog {...rest} title={title} text={site.name} submitLabel={title} command={{ type: 'RestoreSite', siteId: site.siteId }} />;
}

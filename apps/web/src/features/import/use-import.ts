import { useState } from 'react';
import { newId } from '../../live/new-id.ts';
import { runImport } from '../../live/organisation-api.ts';
import type { ImportReport } from '../../live/organisation-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';

export interface ImportWork {
  readonly files: readonly File[];
  readonly setFiles: (files: readonly File[]) => void;
  readonly from: string;
  readonly setFrom: (day: string) => void;
  readonly document: string;
  readonly setDocument: (document: string) => void;
  /** Of the last check or import of just these files; null before, and as soon as something of it changes. */
  readonly report: ImportReport | null;
  readonly trouble: string;
  readonly busy: 'check' | 'commit' | null;
  readonly check: () => Promise<void>;
  readonly commit: () => Promise<void>;
}

export function useImport(): ImportWork {
  const { today } = useStaff();
  const [order, setOrder] = useState<{ files: readonly File[]; from: string; document: string }>({ files: [], from: today, document: '' });
  const run = useRun(order);
  const put = (fields: Partial<typeof order>) => {
    setOrder({ ...order, ...fields });
    run.forget();
  };
  return {
    ...order,
    ...run,
    setFiles: (files) => put({ files }),
    setFrom: (from) => put({ from }),
    setDocument: (document) => put({ document }),
  };
}

function useRun(order: { readonly files: readonly File[]; readonly from: string; readonly document: string }) {
  const troubleText = useTroubleText();
  const [report, setReport] = useState<ImportReport | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState<ImportWork['busy']>(null);
  // One id for one import: pressing again after a lost answer does not import twice.
  const [importId, setImportId] = useState(newId);
  const send = async (dryRun: boolean) => {
    setBusy(dryRun ? 'check' : 'commit');
    setTrouble('');
    const answer = await runImport({ ...order, document: order.document.trim(), dryRun, id: dryRun ? newId() : importId });
    setBusy(null);
    if (answer.ok) setReport(answer.value);
    else setTrouble(troubleText(answer.problem));
  };
  const forget = () => {
    setReport(null);
    setTrouble('');
    setImportId(newId());
  };
  return { report, trouble, busy, forget, check: () => send(true), commit: () => send(false) };
}

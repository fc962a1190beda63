import { useState } from 'react';
import { Button, FileButton, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConferenceId } from '@diemcau/core';
import { vi } from '../../../i18n/vi.ts';
import { importList } from '../../../live/attendance-api.ts';
import type { ListProblem, ListReport } from '../../../live/attendance-api.ts';
import { newId } from '../../../live/new-id.ts';
import { useTroubleText } from '../../../live/use-trouble-text.ts';
import styles from './check-in-section.module.css';

const ACCEPTED = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What fits beside the buttons; the spreadsheet is mended from the top, and the next run tells the rest. */
const SHOWN_MAX = 100;

/** Choose, try, write: what would happen is told before anything does. */
export function ImportList({ conferenceId }: { readonly conferenceId: ConferenceId }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState<'check' | 'commit' | null>(null);
  const [report, setReport] = useState<ListReport | null>(null);
  const [trouble, setTrouble] = useState('');
  const pick = (picked: File | null) => {
    setFile(picked);
    setReport(null);
    setTrouble('');
  };
  async function run(dryRun: boolean) {
    if (!file) return;
    setBusy(dryRun ? 'check' : 'commit');
    const answer = await importList(conferenceId, file, { dryRun, id: newId() });
    setBusy(null);
    setReport(answer.ok ? answer.value : null);
    setTrouble(answer.ok ? '' : troubleText(answer.problem));
  }
  return (
    <>
      <Group gap="sm">
        <FileButton onChange={pick} accept={ACCEPTED} inputProps={{ 'data-testid': 'list-file' } as never}>
          {(props) => (
            <Button variant="default" {...props}>
              {file?.name ?? t('attendance.list.pick')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" disabled={!file} loading={busy === 'check'} onClick={() => void run(true)} data-testid="list-check">
          {t('attendance.list.check')}
        </Button>
        <Button
          disabled={!file || report?.ok !== true || !report.dryRun}
          loading={busy === 'commit'}
          onClick={() => void run(false)}
          data-testid="list-commit"
        >
          {t('attendance.list.commit')}
        </Button>
      </Group>
      <div role="status" data-testid="list-outcome">
        {trouble !== '' && <p className={styles.differing}>{trouble}</p>}
        {report && <Outcome report={report} />}
      </div>
    </>
  );
}

function Outcome({ report }: { readonly report: ListReport }) {
  const { t } = useTranslation();
  const { ok, dryRun, counts, problems, errorCount } = report;
  return (
    <>
      <p>
        {ok
          ? t(dryRun ? 'attendance.list.checked' : 'attendance.list.committed', counts)
          : t('attendance.list.refused', { count: errorCount })}
      </p>
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.slice(0, SHOWN_MAX).map((problem, place) => (
            <ProblemLine key={place} problem={problem} />
          ))}
        </ul>
      )}
    </>
  );
}

function ProblemLine({ problem }: { readonly problem: ListProblem }) {
  const { t } = useTranslation();
  const { code, line, params, severity } = problem;
  const key = Object.hasOwn(vi.transfer.problem, code) ? (code as keyof typeof vi.transfer.problem) : 'other';
  return (
    <li data-severity={severity}>
      {line !== null && <strong>{t('attendance.list.line', { line })}: </strong>}
      {t(`transfer.problem.${key}.what`, { ...params })}
    </li>
  );
}

import { ActionIcon, Progress } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '@diemcau/core';
import { REFUSALS } from '@diemcau/core';
import { sizeText } from '../../../live/documents/file-words.ts';
import type { HttpProblem } from '../../../live/http.ts';
import type { Words } from '../../../i18n/vi.ts';
import styles from './documents-panel.module.css';
import type { Upload, Uploads } from './use-uploads.ts';

/** What is on its way, and what was not taken and why, until somebody has read it. */
export function UploadList({ uploads, maxBytes }: { readonly uploads: Uploads; readonly maxBytes: number | null }) {
  if (uploads.all.length === 0) return null;
  return (
    <ul className={styles.uploads}>
      {uploads.all.map((upload) => (
        <UploadRow key={upload.id} upload={upload} maxBytes={maxBytes} onDismiss={() => uploads.dismiss(upload.id)} />
      ))}
    </ul>
  );
}

interface UploadRowProps {
  readonly upload: Upload;
  readonly maxBytes: number | null;
  readonly onDismiss: () => void;
}

function UploadRow({ upload, maxBytes, onDismiss }: UploadRowProps) {
  const { t } = useTranslation();
  const told = useToldProblem(maxBytes);
  const { name, problem, progress } = upload;
  if (!problem)
    return (
      <li className={styles.upload}>
        <span className={styles.uploadName}>{t('documents.desk.sending', { name })}</span>
        <Progress value={progress * 100} animated={progress === 1} aria-label={t('documents.desk.sending', { name })} />
      </li>
    );
  return (
    <li className={styles.upload} data-problem data-testid="upload-problem">
      <IconAlertTriangle size="1.25rem" aria-hidden="true" />
      <p role="alert" className={styles.uploadName}>
        <strong>{name}</strong>
        <br />
        {told(problem)}
      </p>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('documents.desk.dismiss', { name })} onClick={onDismiss}>
        <IconX size="1.125rem" />
      </ActionIcon>
    </li>
  );
}

type Reason = keyof Words['documents']['refused'];

function useToldProblem(maxBytes: number | null): (problem: HttpProblem) => string {
  const { t, i18n } = useTranslation();
  return ({ code, detail, params }) => {
    if (code === 'document-refused' && detail !== null && i18n.exists(`documents.refused.${detail}`))
      return t(`documents.refused.${detail as Reason}`, { size: maxBytes === null ? '' : sizeText(maxBytes, i18n.language) });
    if (Object.hasOwn(REFUSALS, code)) return t(`refusal.${code as RefusalCode}`, { ...params });
    return t(code === 'unreachable' ? 'documents.problem.unreachable' : 'documents.problem.other');
  };
}

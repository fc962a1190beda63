import { useMemo } from 'react';
import { DocumentReader } from '../../../live/documents/document-reader.tsx';
import { shelfFile } from '../../../live/documents/shelf-plan.ts';
import { useRoomDocuments } from './room-documents.ts';
import styles from './reading-pane.module.css';
import { useSave } from './use-save.ts';

/** The open document beside the program. */
export function ReadingPane() {
  const { place, reading, open, shelf } = useRoomDocuments();
  const save = useSave();
  const file = useMemo(() => {
    if (reading?.reading.state !== 'ready') return null;
    const found = shelfFile(place, reading);
    return { url: found.url, mediaType: found.mediaType, load: () => shelf.file(found) };
  }, [place, reading, shelf]);
  if (!reading) return null;
  return (
    <div className={styles.pane}>
      <DocumentReader
        key={reading.documentId}
        title={reading.title}
        file={file}
        converting={reading.reading.state === 'converting'}
        onSave={() => void save(reading)}
        onClose={() => open(null)}
      />
    </div>
  );
}

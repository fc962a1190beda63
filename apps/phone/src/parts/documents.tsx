import type { ConferenceState } from '@diemcau/core';
import { usePhone } from './context.ts';

/** Documents for everybody. */
export function Documents({ view }: { readonly view: ConferenceState }) {
  const { words } = usePhone();
  const documents = Object.values(view.documents);
  return (
    <section class="card" id="part-documents" tabIndex={-1} aria-labelledby="documents">
      <h2 id="documents">{words.documents.title}</h2>
      {documents.length === 0 && <p class="hint">{words.documents.empty}</p>}
      <ul class="plain">
        {documents.map(({ documentId, sha256, title, mediaType, bytes }) => (
          <li key={documentId}>
            <a class="pick" href={`/api/v1/conferences/${view.conferenceId}/documents/${documentId}/files/${sha256}?as=phone`}>
              <span class="item">{title}</span>
              <span class="hint">
                {kindText(mediaType)} · {sizeText(bytes)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function kindText(mediaType: string): string {
  if (mediaType === 'application/pdf') return 'PDF';
  return (mediaType.split(/[./-]/).pop() ?? mediaType).toUpperCase();
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

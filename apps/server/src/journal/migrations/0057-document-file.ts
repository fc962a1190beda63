/** Files of documents, under the hash of their bytes; the bytes are in the data folder. */
import type { Migration } from './migration.ts';

const sql = `
CREATE TABLE document_file (
  sha256 text COLLATE "C" PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- By its content, not by what somebody said of it.
  media_type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  kept_at_ms bigint NOT NULL,
  -- When it was last uploaded, or seen to belong to a conference; a file nobody wants for a while is collected.
  wanted_at_ms bigint NOT NULL,
  -- 'none': read as it is, or not at all.
  conversion text NOT NULL CHECK (conversion IN ('none', 'waiting', 'converted', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- When it is tried next; while it is being converted, when whoever does it counts as dead.
  next_at_ms bigint NOT NULL,
  pdf_sha256 text COLLATE "C" REFERENCES document_file ON DELETE SET NULL,
  error text NOT NULL DEFAULT ''
);
CREATE INDEX document_file_waiting ON document_file (next_at_ms) WHERE conversion = 'waiting';
-- Which files belong to a conference is what its journal says.
CREATE INDEX events_about_documents ON events (stream, version) WHERE type IN ('DocumentAttached', 'DocumentRevised', 'DocumentDetached');
`;

export const documentFileMigration: Migration = { number: 57, name: 'document-file', sql };

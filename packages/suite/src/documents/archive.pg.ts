import { sql } from 'kysely';
import { type Db, maybeRow } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { sha256Hex } from '../platform/secrets.js';

export type ArchivedFile = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  readonly sha256: string;
};

/** The archived document of a subject, byte for byte as it was first produced; null when none was. */
export async function findArchived(
  db: Db,
  companyId: string,
  kind: 'bill_pdf',
  subjectId: string,
): Promise<ArchivedFile | null> {
  const found = await maybeRow(
    db,
    sql<{ file_name: string; media_type: string; content: Buffer; sha256: string }>`
    select file_name, media_type, content, sha256 from documents_file where company_id = ${companyId} and kind = ${kind} and subject_id = ${subjectId}`,
  );
  return found === null
    ? null
    : { fileName: found.file_name, mediaType: found.media_type, content: found.content, sha256: found.sha256 };
}

/** Archive a document once. When another worker was faster its bytes stay. */
export async function archive(
  db: Db,
  companyId: string,
  kind: 'bill_pdf',
  subjectId: string,
  file: Omit<ArchivedFile, 'sha256'>,
): Promise<void> {
  await sql`insert into documents_file (company_id, document_id, kind, subject_id, file_name, media_type, sha256, content)
    values (${companyId}, ${newId()}, ${kind}, ${subjectId}, ${file.fileName}, ${file.mediaType}, ${sha256Hex(file.content)}, ${Buffer.from(file.content)})
    on conflict (company_id, kind, subject_id) do nothing`.execute(db);
}

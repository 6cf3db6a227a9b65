-- Archive of produced documents: bytes never change, a reprint is the same bytes (F033).
create table documents_file (
  company_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('bill_pdf')),
  -- What it documents, e.g. an invoice id.
  subject_id uuid not null,
  file_name text not null,
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  primary key (company_id, document_id),
  unique (company_id, kind, subject_id)
);
alter table documents_file alter column content set storage external;
call platform_protect('documents_file', 'select, insert');

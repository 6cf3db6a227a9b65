-- Issued invoices: numbered without gaps, never changed. Payment state is derived from the ledger.
create table invoicing_counter (
  company_id uuid not null,
  series text not null,
  fiscal_year int not null,
  last int not null,
  primary key (company_id, series, fiscal_year)
);
call platform_protect('invoicing_counter', 'select, insert, update');

create table invoicing_invoice (
  company_id uuid not null,
  invoice_id uuid not null,
  series text not null,
  fiscal_year int not null,
  sequence int not null,
  -- As printed and as in the XML: E-2026-000123.
  number text not null,
  document_type text not null check (document_type in ('TD01', 'TD04')),
  bill_type text not null check (bill_type in ('ordinary', 'recalculation', 'closing', 'credit_note')),
  customer_id uuid not null,
  supply_id uuid not null,
  bill_id uuid not null,
  run_id uuid not null,
  commodity text not null,
  issued_on date not null,
  due_on date not null,
  period_from date not null,
  period_to_exclusive date not null,
  consumption numeric(14,3) not null,
  consumption_unit text not null,
  taxable_cents bigint not null,
  vat_cents bigint not null,
  outside_vat_cents bigint not null,
  -- What the customer owes; negative for a credit note.
  total_cents bigint not null,
  -- InvoiceDocument: the frozen JSON from which XML, PDF and page are made.
  document json not null,
  created_at timestamptz not null default now(),
  primary key (company_id, invoice_id),
  unique (company_id, series, fiscal_year, sequence),
  unique (company_id, number),
  unique (company_id, bill_id),
  check (total_cents = taxable_cents + vat_cents + outside_vat_cents)
);
create index invoicing_invoice_customer on invoicing_invoice (company_id, customer_id, issued_on desc, sequence desc);
create index invoicing_invoice_run on invoicing_invoice (company_id, run_id);
create index invoicing_invoice_issued on invoicing_invoice (company_id, issued_on desc, sequence desc);
call platform_protect('invoicing_invoice', 'select, insert');

create table invoicing_e_invoice (
  company_id uuid not null,
  invoice_id uuid not null,
  -- Unique for ever per transmitter: IT<tax code>_<base 36>.xml
  file_name text not null,
  xml text not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  primary key (company_id, invoice_id),
  unique (company_id, file_name),
  foreign key (company_id, invoice_id) references invoicing_invoice
);
call platform_protect('invoicing_e_invoice', 'select, insert');

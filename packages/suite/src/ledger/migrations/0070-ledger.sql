-- Double entry (partita doppia) per company. Entries and lines are never updated or deleted; a correction is another
-- entry. All lines of an entry are inserted in one statement, which the trigger checks to sum to zero.
create table ledger_entry (
  company_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in ('invoice', 'credit_note', 'receipt')),
  -- Natural key of the cause, e.g. `invoice:<id>` or `receipt:<bank reference>`: posted once.
  source text not null,
  posted_on date not null,
  customer_id uuid not null,
  description text not null,
  -- Where it was paid (sportello di incasso), receipts only.
  payment_office text,
  created_at timestamptz not null default now(),
  primary key (company_id, entry_id),
  unique (company_id, source)
);
create index ledger_entry_customer on ledger_entry (company_id, customer_id, posted_on);
call platform_protect('ledger_entry', 'select, insert');

create table ledger_line (
  company_id uuid not null,
  entry_id uuid not null,
  line_no int not null,
  -- receivable (crediti verso clienti), revenue, vat, third_party (somme per conto terzi: canone), bank.
  account text not null check (account in ('receivable', 'revenue', 'vat', 'third_party', 'bank')),
  customer_id uuid not null,
  -- The invoice a receivable line opens or closes; null for an unmatched receipt.
  document_id uuid,
  -- Positive = debit, negative = credit.
  amount_cents bigint not null check (amount_cents <> 0),
  primary key (company_id, entry_id, line_no),
  foreign key (company_id, entry_id) references ledger_entry
);
create index ledger_line_receivable on ledger_line (company_id, customer_id, document_id) include (amount_cents) where account = 'receivable';
call platform_protect('ledger_line', 'select, insert');

create function ledger_check_balance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fresh group by company_id, entry_id having sum(amount_cents) <> 0) then
    raise exception 'ledger: the lines of an entry do not sum to zero' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger ledger_line_balanced after insert on ledger_line referencing new table as fresh
  for each statement execute function ledger_check_balance();

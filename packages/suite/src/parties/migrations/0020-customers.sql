-- Commercial registry (anagrafica clienti, F092): natural and legal persons with at least one contract.
create table parties_customer (
  company_id uuid not null,
  customer_id uuid not null,
  -- Customer number printed on the bill (codice cliente).
  code text not null,
  kind text not null check (kind in ('person', 'company')),
  first_name text,
  last_name text,
  company_name text,
  tax_code text,
  vat_number text,
  born_on date,
  email text,
  phone text,
  pec text,
  -- SdI recipient code (codice destinatario), 7 characters for private parties.
  recipient_code text not null default '0000000',
  street text not null,
  postal_code text not null,
  city text not null,
  province text not null,
  country text not null default 'IT',
  language text not null default 'it' check (language in ('it', 'en')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  -- What the office search looks for: name, codes; kept by the store on every write.
  search_text text not null,
  primary key (company_id, customer_id),
  unique (company_id, code),
  check (kind <> 'person' or (first_name is not null and last_name is not null and tax_code is not null)),
  check (kind <> 'company' or company_name is not null)
);
create extension if not exists pg_trgm;
create index parties_customer_search on parties_customer using gin (search_text gin_trgm_ops);
create unique index parties_customer_tax_code on parties_customer (company_id, tax_code) where tax_code is not null;
call platform_protect('parties_customer', 'select, insert, update');

-- History of changes of a customer's data (F026): old and new value of each field.
create table parties_customer_change (
  company_id uuid not null,
  change_id bigint generated always as identity,
  customer_id uuid not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text not null,
  changes jsonb not null,
  primary key (company_id, change_id),
  foreign key (company_id, customer_id) references parties_customer
);
call platform_protect('parties_customer_change', 'select, insert');

-- Offers of the company with their versions. Regulated prices are files under tariffs/, not rows.
create table tariffs_offer (
  company_id uuid not null,
  offer_id uuid not null,
  -- 32-character code of del. 135/2022.
  code text not null check (length(code) = 32),
  name text not null,
  commodity text not null check (commodity in ('electricity', 'gas')),
  -- OfferTerms of rating, as JSON: frozen, a new price is a new offer version.
  terms jsonb not null,
  sold_from date not null,
  sold_to_exclusive date,
  primary key (company_id, offer_id),
  unique (company_id, code)
);
call platform_protect('tariffs_offer', 'select, insert, update');

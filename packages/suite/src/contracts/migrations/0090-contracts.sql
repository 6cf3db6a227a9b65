-- Contracts and the supplies (forniture) they give: one service, at one point, for one customer, in one period.
create table contracts_contract (
  company_id uuid not null,
  contract_id uuid not null,
  number text not null,
  customer_id uuid not null,
  signed_on date not null,
  primary key (company_id, contract_id),
  unique (company_id, number),
  foreign key (company_id, customer_id) references parties_customer
);
call platform_protect('contracts_contract', 'select, insert');

create table contracts_supply (
  company_id uuid not null,
  supply_id uuid not null,
  contract_id uuid not null,
  customer_id uuid not null,
  supply_point_id uuid not null,
  commodity text not null check (commodity in ('electricity', 'gas')),
  offer_id uuid not null,
  starts_on date not null,
  ends_on_exclusive date,
  -- Electricity: contracted power in kW, domestic resident, TV licence fee charged here.
  committed_power_kw numeric(10,1),
  resident boolean not null default false,
  pays_tv_licence_fee boolean not null default false,
  payment_method text not null default 'postal_slip' check (payment_method in ('postal_slip', 'bank_transfer', 'direct_debit')),
  -- Name the customer gives to the supply: "Casa al mare".
  alias text not null default '',
  version int not null default 1,
  primary key (company_id, supply_id),
  foreign key (company_id, contract_id) references contracts_contract,
  foreign key (company_id, customer_id) references parties_customer,
  foreign key (company_id, supply_point_id) references supply_points_point,
  foreign key (company_id, offer_id) references tariffs_offer,
  check (ends_on_exclusive is null or ends_on_exclusive > starts_on),
  check (commodity <> 'electricity' or committed_power_kw is not null),
  -- One supply at a time at a point.
  exclude using gist (company_id with =, supply_point_id with =, daterange(starts_on, ends_on_exclusive, '[)') with &&)
);
create index contracts_supply_customer on contracts_supply (company_id, customer_id);
create index contracts_supply_point on contracts_supply (company_id, supply_point_id);
call platform_protect('contracts_supply', 'select, insert, update');

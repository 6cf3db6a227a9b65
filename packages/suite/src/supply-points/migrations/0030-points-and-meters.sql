-- Technical registry (F095): delivery points and the meters installed at each through time.
create table supply_points_point (
  company_id uuid not null,
  supply_point_id uuid not null,
  commodity text not null check (commodity in ('electricity', 'gas')),
  -- POD (14 characters, without the optional control character) or PDR (14 digits).
  code text not null,
  street text not null,
  postal_code text not null,
  city text not null,
  province text not null,
  distributor_name text not null default '',
  distributor_vat_number text,
  -- Electricity: single total, time bands or curves. Gas: 'gas'.
  measure_mode text not null check (measure_mode in ('single', 'bands', 'hourly', 'gas')),
  -- A remotely read meter needs no self-reading.
  remote_read boolean not null default false,
  available_power_kw numeric(10,1),
  -- Gas: tariff area 1–6, territory of excise and surcharge, withdrawal profile (use C1–C5 + climate zone), REMI code.
  gas_area text,
  gas_territory text,
  gas_profile text,
  remi_code text,
  -- kWh or Smc a year declared by the distributor; estimates start from it.
  annual_consumption numeric(14,3) not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (company_id, supply_point_id),
  unique (company_id, code),
  check (commodity <> 'gas' or (measure_mode = 'gas' and gas_area is not null and gas_territory is not null and gas_profile is not null)),
  check (commodity <> 'electricity' or measure_mode <> 'gas')
);
call platform_protect('supply_points_point', 'select, insert, update');

create extension if not exists btree_gist;
create table supply_points_meter (
  company_id uuid not null,
  meter_id uuid not null,
  supply_point_id uuid not null,
  serial_number text not null,
  -- Gas meter class G4…; empty for electricity.
  meter_class text not null default '',
  digits int not null check (digits between 3 and 12),
  multiplier numeric(12,4) not null default 1,
  has_corrector boolean not null default false,
  corrector_serial_number text,
  corrector_digits int,
  conversion_coefficient numeric(12,6),
  installed_from date not null,
  removed_from date,
  primary key (company_id, meter_id),
  foreign key (company_id, supply_point_id) references supply_points_point,
  check (removed_from is null or removed_from > installed_from),
  check (not has_corrector or corrector_digits is not null),
  -- One meter at a time at a point.
  exclude using gist (company_id with =, supply_point_id with =, daterange(installed_from, removed_from, '[)') with &&)
);
create index supply_points_meter_point on supply_points_meter (company_id, supply_point_id);
call platform_protect('supply_points_meter', 'select, insert, update');

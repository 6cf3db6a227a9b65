-- Measurement files as received, readings (never updated), curves and the worklist of what a person must look at.
create table metering_file (
  company_id uuid not null,
  file_id uuid not null,
  sha256 text not null,
  name text not null,
  flow text not null,
  size_bytes bigint not null,
  -- Counts and totals of the import, as answered to who loaded it.
  outcome jsonb not null,
  content bytea not null,
  loaded_by text not null,
  loaded_at timestamptz not null,
  primary key (company_id, file_id),
  unique (company_id, sha256)
);
call platform_protect('metering_file', 'select, insert');

create table metering_reading (
  company_id uuid not null,
  reading_id uuid not null,
  supply_point_id uuid not null,
  meter_id uuid not null,
  -- The registers at the END of this day (24:00 Rome).
  read_on date not null,
  kind text not null check (kind in ('collected', 'self_reported', 'estimated')),
  -- {"A1": "1234.000", ...}: Register → decimal text.
  registers jsonb not null,
  -- portal, office, file, import, demo.
  source text not null,
  file_id uuid,
  -- The reading this one rectifies; a reading is in force when nothing rectifies it.
  supersedes uuid,
  accepted_at timestamptz not null default now(),
  primary key (company_id, reading_id),
  foreign key (company_id, supply_point_id) references supply_points_point,
  foreign key (company_id, meter_id) references supply_points_meter,
  foreign key (company_id, file_id) references metering_file,
  foreign key (company_id, supersedes) references metering_reading,
  -- A reading is rectified once; the rectification can be rectified in turn.
  unique (company_id, supersedes)
);
create index metering_reading_point on metering_reading (company_id, supply_point_id, read_on);
-- One reading of each kind per meter and day, rectifications apart.
create unique index metering_reading_once on metering_reading (company_id, meter_id, read_on, kind) where supersedes is null;
call platform_protect('metering_reading', 'select, insert');

-- Quarter-hour energy of a day in watt-hours: 92, 96 or 100 values. A rectified day is a new version.
create table metering_curve (
  company_id uuid not null,
  supply_point_id uuid not null,
  day date not null,
  version int not null,
  quarter_wh int[] not null check (cardinality(quarter_wh) in (92, 96, 100)),
  file_id uuid not null,
  primary key (company_id, supply_point_id, day, version),
  foreign key (company_id, supply_point_id) references supply_points_point,
  foreign key (company_id, file_id) references metering_file
);
call platform_protect('metering_curve', 'select, insert');

create table metering_worklist (
  company_id uuid not null,
  item_id uuid not null,
  file_id uuid not null,
  line_no int not null,
  point_code text not null,
  -- Code of the reason, e.g. metering.unknown_point, with the facts a person needs and the record itself.
  reason text not null,
  facts jsonb not null,
  record jsonb not null,
  state text not null default 'open' check (state in ('open', 'applied', 'discarded')),
  note text,
  closed_by text,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, item_id),
  foreign key (company_id, file_id) references metering_file
);
create index metering_worklist_open on metering_worklist (company_id, created_at) where state = 'open';
call platform_protect('metering_worklist', 'select, insert, update');

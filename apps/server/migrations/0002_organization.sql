create schema organization;
comment on schema organization is '行政区划、单位';

create table organization.region (
  code text primary key check (code ~ '^(\d{6}|\d{9}|\d{12})$'),
  name text not null,
  level text not null check (level in ('county', 'township', 'village')),
  parent_code text references organization.region (code),
  urban_rural text
);
comment on table organization.region is 'Administrative divisions, shared by all counties: 6-, 9- and 12-digit codes';
comment on column organization.region.urban_rural is 'Urban–rural code of the statistical division (城乡分类代码), where known';
create index region_parent on organization.region (parent_code);

create table organization.region_former_name (
  region_code text not null references organization.region (code),
  name text not null,
  former_code text,
  until date,
  primary key (region_code, name)
);
comment on table organization.region_former_name is 'Names and codes that a region had before, so that old documents still find it';

create table organization.county (
  code text primary key references organization.region (code),
  name text not null,
  province text not null,
  demo boolean not null default false,
  clock_shift_seconds bigint not null default 0,
  footer jsonb not null default '{}',
  outline jsonb,
  created_at timestamptz not null
);
comment on table organization.county is 'Counties that work in this instance';
comment on column organization.county.clock_shift_seconds is 'Added to the true time: a demonstration county lives inside its plan period';
comment on column organization.county.footer is 'What the foot of a government site must carry: host, contact, ICP, public security, site code';
comment on column organization.county.outline is 'GeoJSON geometry, WGS 84';

create table organization.unit (
  county_code text not null references organization.county (code),
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('government', 'party', 'department', 'massOrganization', 'township', 'village', 'other')),
  parent_id uuid,
  ancestors uuid[] not null,
  region_code text references organization.region (code),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, parent_id) references organization.unit (county_code, id)
);
comment on table organization.unit is 'Units: the county, its bodies, townships, villages';
comment on column organization.unit.ancestors is 'The unit itself and all above it: a grant over any of them covers it';
select platform.isolate('organization.unit');
create unique index unit_name on organization.unit (county_code, name) where active;
create index unit_parent on organization.unit (county_code, parent_id);
create index unit_region on organization.unit (region_code);

create table organization.unit_alias (
  county_code text not null,
  unit_id uuid not null,
  name text not null,
  valid_from date,
  valid_to date,
  primary key (county_code, unit_id, name),
  foreign key (county_code, unit_id) references organization.unit (county_code, id),
  check (valid_from is null or valid_to is null or valid_from <= valid_to)
);
comment on table organization.unit_alias is 'Other names of a unit and when they held (简称、原名)';
select platform.isolate('organization.unit_alias');
create index unit_alias_name on organization.unit_alias (county_code, name);

grant usage on schema organization to kepu_app;
grant select, insert, update on organization.region, organization.region_former_name, organization.county to kepu_app;
grant select, insert, update on organization.unit to kepu_app;
grant select, insert, update, delete on organization.unit_alias to kepu_app;

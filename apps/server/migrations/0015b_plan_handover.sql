-- When an officer changes: what the unit has open, frozen as it was handed over.
create table plan.handover (
  county_code text not null,
  id uuid not null,
  unit_id uuid not null,
  as_of date not null,
  content jsonb not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.handover is 'Hand-over packs of units (交接单): open duties, nodes, matters, counterparts, decisions and dates as they stood on a day; append-only';
comment on column plan.handover.content is 'Names bodies, never persons';
comment on column plan.handover.made_by_name is 'Personal data: name of the person who made it. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.handover');
create index handover_unit on plan.handover (county_code, unit_id);
grant select, insert on plan.handover to kepu_app;

-- The year goes on after it was issued: what is changed keeps its history, and whom it concerns is told.
alter table plan.annual_node add column withdrawn_at timestamptz;
comment on column plan.annual_node.withdrawn_at is 'A node of an issued task that a change took away: its history stays, nobody owes it any more';

alter table plan.year_receipt add column reminded_at timestamptz;
comment on column plan.year_receipt.reminded_at is 'When the body was last reminded to sign';

create table plan.annual_change_receipt (
  county_code text not null,
  change_id uuid not null,
  unit_id uuid not null,
  received_at timestamptz,
  received_by_name text,
  primary key (county_code, change_id, unit_id),
  foreign key (county_code, change_id) references plan.annual_change (county_code, id),
  foreign key (county_code, unit_id) references organization.unit (county_code, id)
);
comment on table plan.annual_change_receipt is 'Whom a change of a task concerns, and who has signed for it';
comment on column plan.annual_change_receipt.received_by_name is 'Personal data: name of the person who signed. Purpose: accountability of official acts. Kept as long as the plan';
select platform.isolate('plan.annual_change_receipt');
create index annual_change_receipt_units on plan.annual_change_receipt (county_code, unit_id);
grant select, insert, update on plan.annual_change_receipt to kepu_app;

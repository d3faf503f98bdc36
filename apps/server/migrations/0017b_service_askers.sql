-- One of several who asked may leave the order to the others.
alter table service.asker add column left_at timestamptz;
comment on column service.asker.left_at is 'When the asker left an order that goes on for others';
create index asker_joined on service.asker (county_code, joined_at);
create index order_closed on service."order" (county_code, closed_at) where closed_at is not null;

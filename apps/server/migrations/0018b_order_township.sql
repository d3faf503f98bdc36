-- The board of a township in a county with a million orders. A column of its own: under row-level security an index on an
-- expression, or a prefix with LIKE, isn't used, since neither function is leakproof; equality of text is.
alter table service."order" add column township_code text not null generated always as (left(region_code, 9)) stored;
comment on column service."order".township_code is 'The township that the place lies in: the first nine digits of its code';
create index order_township on service."order" (county_code, township_code, placed_on, id);

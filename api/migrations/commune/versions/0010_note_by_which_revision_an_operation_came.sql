-- Note by which revision an operation came (2026-11-23)

ALTER TABLE {schema}.operation ADD COLUMN tx bigint;

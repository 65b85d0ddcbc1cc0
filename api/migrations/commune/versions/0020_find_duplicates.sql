-- Find the duplicates of a report, and with them who is told of it (2026-11-23)

CREATE INDEX ON {schema}.report (duplicate_of);

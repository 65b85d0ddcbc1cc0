-- Name the house near a report (2026-11-23)

ALTER TABLE {schema}.report ADD COLUMN near VARCHAR(200);

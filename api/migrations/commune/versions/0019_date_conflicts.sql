-- Say in which catalogue's words a conflict stands (2026-11-23)

ALTER TABLE {schema}.conflict ADD COLUMN schema_version INTEGER DEFAULT 1 NOT NULL;

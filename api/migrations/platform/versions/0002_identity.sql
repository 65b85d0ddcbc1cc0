-- Which database this is, and who serves it.

-- A commune's cursors hold within one database only: in another one its incarnation is renewed.
ALTER TABLE {schema}.commune ADD COLUMN identity varchar(80);

CREATE TABLE {schema}.installation (
  single boolean NOT NULL DEFAULT true,
  app_role varchar(63) NOT NULL,
  CONSTRAINT installation_pkey PRIMARY KEY (single),
  CONSTRAINT installation_single_check CHECK (single));

GRANT SELECT ON {schema}.installation TO {app};

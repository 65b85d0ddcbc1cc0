-- Note verified backups: up to which revision each of them reaches.
CREATE TABLE {schema}.backup (
  id uuid NOT NULL,
  commune varchar(40) NOT NULL REFERENCES {schema}.commune ON DELETE CASCADE,
  incarnation varchar(20) NOT NULL,
  revision bigint NOT NULL,
  sha256 char(64) NOT NULL,
  bytes bigint NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT backup_pkey PRIMARY KEY (id));
CREATE INDEX backup_commune_idx ON {schema}.backup (commune, incarnation, revision);

GRANT SELECT ON {schema}.backup TO {app};

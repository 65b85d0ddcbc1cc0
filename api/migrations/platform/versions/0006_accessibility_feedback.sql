-- Messages about the accessibility of the pages. They end by themselves; nothing else knows them.
CREATE TABLE {schema}.feedback (
  id uuid NOT NULL,
  commune varchar(40) NOT NULL REFERENCES {schema}.commune ON DELETE CASCADE,
  at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  message varchar(4000) NOT NULL,
  contact varchar(200),
  language varchar(2) NOT NULL,
  CONSTRAINT feedback_pkey PRIMARY KEY (id));
CREATE INDEX feedback_commune_idx ON {schema}.feedback (commune, at);

GRANT SELECT, INSERT, DELETE ON {schema}.feedback TO {app};

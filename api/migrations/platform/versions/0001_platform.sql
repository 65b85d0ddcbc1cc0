-- What the communes of an installation share.

CREATE TABLE {schema}.commune (
  name varchar(40) NOT NULL,
  title varchar(120) NOT NULL,
  srid integer NOT NULL,
  operation text NOT NULL,
  pipeline text NOT NULL,
  incarnation varchar(20) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  notice text NOT NULL DEFAULT '',
  CONSTRAINT commune_pkey PRIMARY KEY (name));

-- Tokens are stored hashed: who reads this table can use none of them.
CREATE TABLE {schema}.token (
  hash bytea NOT NULL,
  actor varchar(40) NOT NULL,
  label varchar(120) NOT NULL,
  commune varchar(40) NOT NULL,
  role varchar(20) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT token_pkey PRIMARY KEY (hash));

GRANT USAGE ON SCHEMA {schema} TO {app};
GRANT SELECT ON {schema}.commune, {schema}.token TO {app};

-- Accounts of people: who they are, what they may do where, how they prove it.

-- The journal and the audit trail know the actor only: deleting a row here forgets the person.
CREATE TABLE {schema}.account (
  id uuid NOT NULL,
  actor varchar(40) NOT NULL,
  login varchar(120) NOT NULL,
  name varchar(120) NOT NULL,
  everywhere boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_actor_key UNIQUE (actor),
  CONSTRAINT account_login_key UNIQUE (login));

CREATE TABLE {schema}.membership (
  account uuid NOT NULL REFERENCES {schema}.account ON DELETE CASCADE,
  commune varchar(40) NOT NULL REFERENCES {schema}.commune ON DELETE CASCADE,
  role varchar(20) NOT NULL,
  CONSTRAINT membership_pkey PRIMARY KEY (account, commune));

CREATE TABLE {schema}.password (
  account uuid NOT NULL REFERENCES {schema}.account ON DELETE CASCADE,
  hash text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT password_pkey PRIMARY KEY (account));

CREATE TABLE {schema}.passkey (
  id bytea NOT NULL,
  account uuid NOT NULL REFERENCES {schema}.account ON DELETE CASCADE,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  label varchar(60) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  CONSTRAINT passkey_pkey PRIMARY KEY (id));
CREATE INDEX passkey_account_idx ON {schema}.passkey (account);

-- Whatever a browser or a link holds is stored hashed: who reads these tables can use none of it.
CREATE TABLE {schema}.session (
  hash bytea NOT NULL,
  id uuid NOT NULL,
  account uuid NOT NULL REFERENCES {schema}.account ON DELETE CASCADE,
  label varchar(60) NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (hash),
  CONSTRAINT session_id_key UNIQUE (id));
CREATE INDEX session_account_idx ON {schema}.session (account);

-- Links that let a person choose how to sign in: an invitation, or a new beginning.
CREATE TABLE {schema}.invitation (
  hash bytea NOT NULL,
  account uuid NOT NULL REFERENCES {schema}.account ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  CONSTRAINT invitation_pkey PRIMARY KEY (hash));

-- Codes that make a tablet a commune's own.
CREATE TABLE {schema}.enrolment (
  hash bytea NOT NULL,
  commune varchar(40) NOT NULL REFERENCES {schema}.commune ON DELETE CASCADE,
  label varchar(120) NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT enrolment_pkey PRIMARY KEY (hash));

CREATE TABLE {schema}.challenge (
  hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT challenge_pkey PRIMARY KEY (hash));

-- Failures by login, also of logins that nobody has: waiting tells nothing.
CREATE TABLE {schema}.attempt (
  login_hash bytea NOT NULL,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  CONSTRAINT attempt_pkey PRIMARY KEY (login_hash));

CREATE TABLE {schema}.sign_in_event (
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  kind varchar(30) NOT NULL,
  actor varchar(40),
  commune varchar(40),
  subject varchar(120) NOT NULL DEFAULT '',
  CONSTRAINT sign_in_event_pkey PRIMARY KEY (id));
CREATE INDEX sign_in_event_at_idx ON {schema}.sign_in_event (at);

GRANT SELECT, INSERT, UPDATE ON {schema}.account, {schema}.password, {schema}.passkey TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.membership, {schema}.session, {schema}.attempt TO {app};
GRANT SELECT, INSERT, DELETE ON {schema}.invitation, {schema}.enrolment, {schema}.challenge TO {app};
GRANT DELETE ON {schema}.password, {schema}.passkey TO {app};
-- The trail can be written and read by who serves, never changed.
GRANT SELECT, INSERT ON {schema}.sign_in_event TO {app};
GRANT INSERT, UPDATE (revoked_at) ON {schema}.token TO {app};

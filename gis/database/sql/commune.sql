-- The journal of one commune.
-- Revisions are handed out at COMMIT, one per transaction, under a lock that is released only after
-- the commit is visible: the order of revisions is the order of visibility, so max(revision) tells
-- exactly what a snapshot holds and a follower can miss nothing.
CREATE SEQUENCE {schema}.revision_seq;

-- Only Netzkaart's own roles may say for whom and by which door they write. Whoever comes with a
-- role of their own is that role, whatever they SET: who may execute this function is believed.
CREATE FUNCTION {schema}.told(setting text, otherwise text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $body$
  SELECT CASE WHEN has_function_privilege(session_user, '{schema}.told(text, text)', 'EXECUTE')
              THEN coalesce(nullif(current_setting(setting, true), ''), otherwise)
              ELSE otherwise END
$body$;
REVOKE ALL ON FUNCTION {schema}.told(text, text) FROM PUBLIC;

CREATE TABLE {schema}.revision (
  tx        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision  bigint UNIQUE,
  xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor     text NOT NULL DEFAULT {schema}.told('netzkaart.actor', session_user::text),
  source    text NOT NULL DEFAULT {schema}.told('netzkaart.source', 'sql'));
CREATE UNIQUE INDEX revision_open ON {schema}.revision (xid) WHERE revision IS NULL;

-- No foreign key on tx: it alone costs seconds per million rows.
CREATE TABLE {schema}.journal (
  tx bigint NOT NULL,
  n bigint GENERATED ALWAYS AS IDENTITY,
  layer text NOT NULL,
  asset uuid NOT NULL,
  op "char" NOT NULL,
  catalogue int NOT NULL,
  before jsonb,
  before_geom public.geometry,
  PRIMARY KEY (tx, n));
CREATE INDEX journal_asset ON {schema}.journal (asset);

-- With which version of the catalogue a before-image was written.
CREATE FUNCTION {schema}.catalogue() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT {catalogue}';

CREATE FUNCTION {schema}.journal_tx() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  SELECT tx INTO t FROM revision WHERE xid = pg_current_xact_id() AND revision IS NULL;
  IF NOT FOUND THEN
    INSERT INTO revision DEFAULT VALUES RETURNING tx INTO t;
  END IF;
  RETURN t;
END $body$;

CREATE FUNCTION {schema}.stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $body$
BEGIN
  PERFORM pg_advisory_xact_lock('revision'::regclass::oid::bigint);
  UPDATE revision SET revision = nextval('revision_seq') WHERE tx = NEW.tx;
  RETURN NULL;
END $body$;

CREATE CONSTRAINT TRIGGER stamp AFTER INSERT ON {schema}.revision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {schema}.stamp();

-- The journal is written by its triggers alone, whoever caused the change.
REVOKE ALL ON {schema}.revision, {schema}.journal FROM PUBLIC;
REVOKE ALL ON FUNCTION {schema}.journal_tx(), {schema}.stamp() FROM PUBLIC;

-- Whoever edits by SQL is journalled under their own name (2026-11-22)

-- Only Netzkaart's own roles may say for whom and by which door they write. Whoever comes with a
-- role of their own is that role, whatever they SET: who may execute this function is believed.
CREATE OR REPLACE FUNCTION {schema}.told(setting text, otherwise text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $body$
  SELECT CASE WHEN has_function_privilege(session_user, '{schema}.told(text, text)', 'EXECUTE')
              THEN coalesce(nullif(current_setting(setting, true), ''), otherwise)
              ELSE otherwise END
$body$;
REVOKE ALL ON FUNCTION {schema}.told(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {schema}.told(text, text) TO {app};

ALTER TABLE {schema}.revision
  ALTER COLUMN actor SET DEFAULT {schema}.told('netzkaart.actor', session_user::text),
  ALTER COLUMN source SET DEFAULT {schema}.told('netzkaart.source', 'sql');

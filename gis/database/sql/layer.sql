-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.{guard}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'TRUNCATE bypasses the journal; use DELETE';
  END IF;
  IF NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'an asset keeps its id';
  END IF;
  IF NEW IS NOT DISTINCT FROM OLD THEN
    RETURN NULL;  -- nothing changed: no version, no revision
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $body$;

CREATE FUNCTION {schema}.{inserted}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, {layer}, id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.{changed}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, {layer}, id, left(TG_OP, 1)::"char", catalogue(),
           {before}, geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.{table}
  FOR EACH ROW EXECUTE FUNCTION {schema}.{guard}();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.{table}
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{guard}();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.{table} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{inserted}();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.{table} REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{changed}();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.{table} REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{changed}();
REVOKE ALL ON FUNCTION {schema}.{inserted}(), {schema}.{changed}() FROM PUBLIC;

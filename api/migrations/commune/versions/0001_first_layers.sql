-- first layers (2026-11-22)

-- The journal of one commune.
-- Revisions are handed out at COMMIT, one per transaction, under a lock that is released only after
-- the commit is visible: the order of revisions is the order of visibility, so max(revision) tells
-- exactly what a snapshot holds and a follower can miss nothing.
CREATE SEQUENCE {schema}.revision_seq;

CREATE TABLE {schema}.revision (
  tx        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision  bigint UNIQUE,
  xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor     text NOT NULL DEFAULT coalesce(nullif(current_setting('netzkaart.actor', true), ''), session_user),
  source    text NOT NULL DEFAULT coalesce(nullif(current_setting('netzkaart.source', true), ''), 'sql'));
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
CREATE FUNCTION {schema}.catalogue() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';

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


GRANT USAGE ON SCHEMA {schema} TO {app};

CREATE SEQUENCE {schema}.address_code_seq;
GRANT USAGE ON SEQUENCE {schema}.address_code_seq TO {app};
CREATE TABLE {schema}.address (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'AD-' || lpad(nextval('{schema}.address_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	street VARCHAR(200),
	house_number VARCHAR(20),
	postal_code VARCHAR(10),
	locality VARCHAR(200),
	CONSTRAINT address_pkey PRIMARY KEY (id),
	CONSTRAINT address_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT address_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT address_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT address_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT address_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT address_code_key UNIQUE (code)
);
CREATE INDEX address_geom_idx ON {schema}.address USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.address_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.address_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'address', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.address_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'address', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'street', street, 'house_number', house_number, 'postal_code', postal_code, 'locality', locality), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.address
  FOR EACH ROW EXECUTE FUNCTION {schema}.address_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.address
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.address_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.address REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.address_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.address REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.address_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.address REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.address_changed();
REVOKE ALL ON FUNCTION {schema}.address_inserted(), {schema}.address_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.address TO {app};

CREATE SEQUENCE {schema}.building_code_seq;
GRANT USAGE ON SEQUENCE {schema}.building_code_seq TO {app};
CREATE TABLE {schema}.building (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'BU-' || lpad(nextval('{schema}.building_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	floors INTEGER,
	height_m DOUBLE PRECISION,
	CONSTRAINT building_pkey PRIMARY KEY (id),
	CONSTRAINT building_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT building_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT building_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT building_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT building_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT building_kind_check CHECK (kind IN ('residential', 'farm', 'public', 'church', 'commercial', 'industrial', 'garage', 'utility', 'other')),
	CONSTRAINT building_floors_check CHECK (floors BETWEEN 0 AND 100),
	CONSTRAINT building_height_m_check CHECK (height_m >= 0.0::float8 AND height_m <= 500.0::float8),
	CONSTRAINT building_code_key UNIQUE (code)
);
CREATE INDEX building_geom_idx ON {schema}.building USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.building_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.building_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'building', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.building_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'building', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'floors', floors, 'height_m', height_m), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.building
  FOR EACH ROW EXECUTE FUNCTION {schema}.building_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.building
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.building_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.building REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.building_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.building REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.building_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.building REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.building_changed();
REVOKE ALL ON FUNCTION {schema}.building_inserted(), {schema}.building_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.building TO {app};

CREATE SEQUENCE {schema}.charging_location_code_seq;
GRANT USAGE ON SEQUENCE {schema}.charging_location_code_seq TO {app};
CREATE TABLE {schema}.charging_location (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'CL-' || lpad(nextval('{schema}.charging_location_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	country_code VARCHAR(2),
	party_id VARCHAR(3),
	location_id VARCHAR(36),
	address VARCHAR(200),
	postal_code VARCHAR(10),
	city VARCHAR(200),
	parking_type VARCHAR(40),
	parking_places INTEGER,
	opening_hours VARCHAR(200),
	time_zone VARCHAR(60),
	help_phone VARCHAR(40),
	published BOOLEAN,
	CONSTRAINT charging_location_pkey PRIMARY KEY (id),
	CONSTRAINT charging_location_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT charging_location_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT charging_location_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT charging_location_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT charging_location_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT charging_location_parking_type_check CHECK (parking_type IN ('along_motorway', 'parking_garage', 'parking_lot', 'on_driveway', 'on_street', 'underground_garage')),
	CONSTRAINT charging_location_parking_places_check CHECK (parking_places BETWEEN 0 AND 1000),
	CONSTRAINT charging_location_code_key UNIQUE (code)
);
CREATE INDEX charging_location_geom_idx ON {schema}.charging_location USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.charging_location_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.charging_location_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'charging_location', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.charging_location_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'charging_location', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'country_code', country_code, 'party_id', party_id, 'location_id', location_id, 'address', address, 'postal_code', postal_code, 'city', city, 'parking_type', parking_type, 'parking_places', parking_places, 'opening_hours', opening_hours, 'time_zone', time_zone, 'help_phone', help_phone, 'published', published), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.charging_location
  FOR EACH ROW EXECUTE FUNCTION {schema}.charging_location_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.charging_location
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.charging_location_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.charging_location REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.charging_location_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.charging_location REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.charging_location_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.charging_location REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.charging_location_changed();
REVOKE ALL ON FUNCTION {schema}.charging_location_inserted(), {schema}.charging_location_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.charging_location TO {app};

CREATE SEQUENCE {schema}.commune_boundary_code_seq;
GRANT USAGE ON SEQUENCE {schema}.commune_boundary_code_seq TO {app};
CREATE TABLE {schema}.commune_boundary (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'CB-' || lpad(nextval('{schema}.commune_boundary_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	lau_code VARCHAR(10),
	CONSTRAINT commune_boundary_pkey PRIMARY KEY (id),
	CONSTRAINT commune_boundary_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT commune_boundary_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT commune_boundary_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT commune_boundary_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT commune_boundary_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT commune_boundary_code_key UNIQUE (code)
);
CREATE INDEX commune_boundary_geom_idx ON {schema}.commune_boundary USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.commune_boundary_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.commune_boundary_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'commune_boundary', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.commune_boundary_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'commune_boundary', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'lau_code', lau_code), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.commune_boundary
  FOR EACH ROW EXECUTE FUNCTION {schema}.commune_boundary_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.commune_boundary
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.commune_boundary_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.commune_boundary REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.commune_boundary_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.commune_boundary REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.commune_boundary_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.commune_boundary REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.commune_boundary_changed();
REVOKE ALL ON FUNCTION {schema}.commune_boundary_inserted(), {schema}.commune_boundary_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.commune_boundary TO {app};

CREATE SEQUENCE {schema}.flood_zone_code_seq;
GRANT USAGE ON SEQUENCE {schema}.flood_zone_code_seq TO {app};
CREATE TABLE {schema}.flood_zone (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'FZ-' || lpad(nextval('{schema}.flood_zone_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	band VARCHAR(40),
	published_year INTEGER,
	CONSTRAINT flood_zone_pkey PRIMARY KEY (id),
	CONSTRAINT flood_zone_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT flood_zone_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT flood_zone_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT flood_zone_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT flood_zone_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT flood_zone_band_check CHECK (band IN ('hq10', 'hq100', 'hq_extreme')),
	CONSTRAINT flood_zone_published_year_check CHECK (published_year BETWEEN 1900 AND 2100),
	CONSTRAINT flood_zone_code_key UNIQUE (code)
);
CREATE INDEX flood_zone_geom_idx ON {schema}.flood_zone USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.flood_zone_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.flood_zone_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'flood_zone', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.flood_zone_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'flood_zone', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'band', band, 'published_year', published_year), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.flood_zone
  FOR EACH ROW EXECUTE FUNCTION {schema}.flood_zone_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.flood_zone
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.flood_zone_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.flood_zone REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.flood_zone_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.flood_zone REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.flood_zone_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.flood_zone REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.flood_zone_changed();
REVOKE ALL ON FUNCTION {schema}.flood_zone_inserted(), {schema}.flood_zone_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.flood_zone TO {app};

CREATE SEQUENCE {schema}.light_cabinet_code_seq;
GRANT USAGE ON SEQUENCE {schema}.light_cabinet_code_seq TO {app};
CREATE TABLE {schema}.light_cabinet (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'LC-' || lpad(nextval('{schema}.light_cabinet_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	material VARCHAR(40),
	features VARCHAR(40)[],
	circuits VARCHAR(200),
	meter_number VARCHAR(60),
	voltage_v INTEGER,
	available_power_kw DOUBLE PRECISION,
	checked_on DATE,
	CONSTRAINT light_cabinet_pkey PRIMARY KEY (id),
	CONSTRAINT light_cabinet_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT light_cabinet_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT light_cabinet_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT light_cabinet_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT light_cabinet_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT light_cabinet_material_check CHECK (material IN ('plastic', 'metal', 'concrete', 'masonry', 'other')),
	CONSTRAINT light_cabinet_features_check CHECK (features <@ ARRAY['astronomical_clock', 'individual_control', 'group_control', 'photocell', 'ripple_control', 'surge_protection']::varchar[]),
	CONSTRAINT light_cabinet_voltage_v_check CHECK (voltage_v BETWEEN 0 AND 1000),
	CONSTRAINT light_cabinet_available_power_kw_check CHECK (available_power_kw >= 0.0::float8 AND available_power_kw <= 1000.0::float8),
	CONSTRAINT light_cabinet_code_key UNIQUE (code)
);
CREATE INDEX light_cabinet_geom_idx ON {schema}.light_cabinet USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.light_cabinet_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.light_cabinet_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'light_cabinet', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.light_cabinet_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'light_cabinet', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'material', material, 'features', features, 'circuits', circuits, 'meter_number', meter_number, 'voltage_v', voltage_v, 'available_power_kw', available_power_kw, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.light_cabinet
  FOR EACH ROW EXECUTE FUNCTION {schema}.light_cabinet_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.light_cabinet
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cabinet_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.light_cabinet REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cabinet_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.light_cabinet REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cabinet_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.light_cabinet REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cabinet_changed();
REVOKE ALL ON FUNCTION {schema}.light_cabinet_inserted(), {schema}.light_cabinet_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.light_cabinet TO {app};

CREATE SEQUENCE {schema}.locality_code_seq;
GRANT USAGE ON SEQUENCE {schema}.locality_code_seq TO {app};
CREATE TABLE {schema}.locality (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'LO-' || lpad(nextval('{schema}.locality_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	name_lb VARCHAR(200),
	name_fr VARCHAR(200),
	name_de VARCHAR(200),
	kind VARCHAR(40),
	population INTEGER,
	CONSTRAINT locality_pkey PRIMARY KEY (id),
	CONSTRAINT locality_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT locality_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT locality_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT locality_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT locality_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT locality_kind_check CHECK (kind IN ('town', 'village', 'hamlet', 'farm', 'quarter', 'place')),
	CONSTRAINT locality_population_check CHECK (population BETWEEN 0 AND 1000000),
	CONSTRAINT locality_code_key UNIQUE (code)
);
CREATE INDEX locality_geom_idx ON {schema}.locality USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.locality_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.locality_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'locality', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.locality_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'locality', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'name_lb', name_lb, 'name_fr', name_fr, 'name_de', name_de, 'kind', kind, 'population', population), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.locality
  FOR EACH ROW EXECUTE FUNCTION {schema}.locality_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.locality
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.locality_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.locality REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.locality_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.locality REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.locality_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.locality REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.locality_changed();
REVOKE ALL ON FUNCTION {schema}.locality_inserted(), {schema}.locality_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.locality TO {app};

CREATE SEQUENCE {schema}.metered_area_code_seq;
GRANT USAGE ON SEQUENCE {schema}.metered_area_code_seq TO {app};
CREATE TABLE {schema}.metered_area (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'MA-' || lpad(nextval('{schema}.metered_area_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	population INTEGER,
	night_flow_m3_h DOUBLE PRECISION,
	CONSTRAINT metered_area_pkey PRIMARY KEY (id),
	CONSTRAINT metered_area_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT metered_area_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT metered_area_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT metered_area_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT metered_area_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT metered_area_population_check CHECK (population BETWEEN 0 AND 1000000),
	CONSTRAINT metered_area_night_flow_m3_h_check CHECK (night_flow_m3_h >= 0.0::float8 AND night_flow_m3_h <= 10000.0::float8),
	CONSTRAINT metered_area_code_key UNIQUE (code)
);
CREATE INDEX metered_area_geom_idx ON {schema}.metered_area USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.metered_area_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.metered_area_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'metered_area', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.metered_area_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'metered_area', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'population', population, 'night_flow_m3_h', night_flow_m3_h), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.metered_area
  FOR EACH ROW EXECUTE FUNCTION {schema}.metered_area_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.metered_area
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.metered_area_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.metered_area REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.metered_area_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.metered_area REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.metered_area_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.metered_area REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.metered_area_changed();
REVOKE ALL ON FUNCTION {schema}.metered_area_inserted(), {schema}.metered_area_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.metered_area TO {app};

CREATE TABLE {schema}.observation (
	id UUID NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	sigma_m DOUBLE PRECISION NOT NULL,
	operation TEXT NOT NULL,
	fix JSONB NOT NULL,
	ground_level_m DOUBLE PRECISION,
	received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT observation_pkey PRIMARY KEY (id)
);
CREATE INDEX observation_asset_idx ON {schema}.observation (asset);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.observation TO {app};

CREATE SEQUENCE {schema}.parcel_code_seq;
GRANT USAGE ON SEQUENCE {schema}.parcel_code_seq TO {app};
CREATE TABLE {schema}.parcel (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'PA-' || lpad(nextval('{schema}.parcel_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	parcel_number VARCHAR(40),
	cadastral_commune VARCHAR(200),
	section VARCHAR(40),
	area_m2 DOUBLE PRECISION,
	CONSTRAINT parcel_pkey PRIMARY KEY (id),
	CONSTRAINT parcel_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT parcel_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT parcel_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT parcel_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT parcel_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT parcel_area_m2_check CHECK (area_m2 >= 0.0::float8 AND area_m2 <= 100000000.0::float8),
	CONSTRAINT parcel_code_key UNIQUE (code)
);
CREATE INDEX parcel_geom_idx ON {schema}.parcel USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.parcel_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.parcel_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'parcel', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.parcel_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'parcel', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'parcel_number', parcel_number, 'cadastral_commune', cadastral_commune, 'section', section, 'area_m2', area_m2), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.parcel
  FOR EACH ROW EXECUTE FUNCTION {schema}.parcel_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.parcel
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.parcel_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.parcel REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.parcel_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.parcel REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.parcel_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.parcel REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.parcel_changed();
REVOKE ALL ON FUNCTION {schema}.parcel_inserted(), {schema}.parcel_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.parcel TO {app};

CREATE SEQUENCE {schema}.pole_code_seq;
GRANT USAGE ON SEQUENCE {schema}.pole_code_seq TO {app};
CREATE TABLE {schema}.pole (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'PO-' || lpad(nextval('{schema}.pole_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	height_m DOUBLE PRECISION,
	material VARCHAR(40),
	category VARCHAR(40),
	condition VARCHAR(40),
	tag VARCHAR(80),
	checked_on DATE,
	CONSTRAINT pole_pkey PRIMARY KEY (id),
	CONSTRAINT pole_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT pole_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT pole_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT pole_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT pole_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT pole_height_m_check CHECK (height_m >= 0.0::float8 AND height_m <= 60.0::float8),
	CONSTRAINT pole_material_check CHECK (material IN ('steel', 'galvanised_steel', 'aluminium', 'cast_iron', 'concrete', 'wood', 'grp', 'other')),
	CONSTRAINT pole_category_check CHECK (category IN ('straight', 'bracket', 'decorative', 'hinged', 'floodlight', 'shared', 'other')),
	CONSTRAINT pole_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT pole_code_key UNIQUE (code)
);
CREATE INDEX pole_geom_idx ON {schema}.pole USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.pole_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.pole_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'pole', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.pole_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'pole', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'height_m', height_m, 'material', material, 'category', category, 'condition', condition, 'tag', tag, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.pole
  FOR EACH ROW EXECUTE FUNCTION {schema}.pole_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.pole
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pole_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.pole REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pole_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.pole REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pole_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.pole REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pole_changed();
REVOKE ALL ON FUNCTION {schema}.pole_inserted(), {schema}.pole_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.pole TO {app};

CREATE SEQUENCE {schema}.pressure_zone_code_seq;
GRANT USAGE ON SEQUENCE {schema}.pressure_zone_code_seq TO {app};
CREATE TABLE {schema}.pressure_zone (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'PZ-' || lpad(nextval('{schema}.pressure_zone_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	static_level_m DOUBLE PRECISION,
	pressure_min_bar DOUBLE PRECISION,
	pressure_max_bar DOUBLE PRECISION,
	CONSTRAINT pressure_zone_pkey PRIMARY KEY (id),
	CONSTRAINT pressure_zone_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT pressure_zone_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT pressure_zone_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT pressure_zone_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT pressure_zone_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT pressure_zone_static_level_m_check CHECK (static_level_m >= -100.0::float8 AND static_level_m <= 4000.0::float8),
	CONSTRAINT pressure_zone_pressure_min_bar_check CHECK (pressure_min_bar >= 0.0::float8 AND pressure_min_bar <= 100.0::float8),
	CONSTRAINT pressure_zone_pressure_max_bar_check CHECK (pressure_max_bar >= 0.0::float8 AND pressure_max_bar <= 100.0::float8),
	CONSTRAINT pressure_zone_code_key UNIQUE (code)
);
CREATE INDEX pressure_zone_geom_idx ON {schema}.pressure_zone USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.pressure_zone_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.pressure_zone_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'pressure_zone', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.pressure_zone_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'pressure_zone', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'static_level_m', static_level_m, 'pressure_min_bar', pressure_min_bar, 'pressure_max_bar', pressure_max_bar), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.pressure_zone
  FOR EACH ROW EXECUTE FUNCTION {schema}.pressure_zone_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.pressure_zone
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pressure_zone_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.pressure_zone REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pressure_zone_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.pressure_zone REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pressure_zone_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.pressure_zone REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.pressure_zone_changed();
REVOKE ALL ON FUNCTION {schema}.pressure_zone_inserted(), {schema}.pressure_zone_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.pressure_zone TO {app};

CREATE SEQUENCE {schema}.sewer_catch_basin_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_catch_basin_code_seq TO {app};
CREATE TABLE {schema}.sewer_catch_basin (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SC-' || lpad(nextval('{schema}.sewer_catch_basin_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	cover_level_m DOUBLE PRECISION,
	invert_level_m DOUBLE PRECISION,
	depth_m DOUBLE PRECISION,
	length_mm DOUBLE PRECISION,
	width_mm DOUBLE PRECISION,
	silt_trap BOOLEAN,
	connected_to VARCHAR(80),
	cleaned_on DATE,
	condition VARCHAR(40),
	CONSTRAINT sewer_catch_basin_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_catch_basin_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_catch_basin_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_catch_basin_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_catch_basin_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_catch_basin_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_catch_basin_kind_check CHECK (kind IN ('gully', 'side_inlet', 'channel_drain', 'ditch_inlet')),
	CONSTRAINT sewer_catch_basin_cover_level_m_check CHECK (cover_level_m >= -100.0::float8 AND cover_level_m <= 4000.0::float8),
	CONSTRAINT sewer_catch_basin_invert_level_m_check CHECK (invert_level_m >= -100.0::float8 AND invert_level_m <= 4000.0::float8),
	CONSTRAINT sewer_catch_basin_depth_m_check CHECK (depth_m >= 0.0::float8 AND depth_m <= 50.0::float8),
	CONSTRAINT sewer_catch_basin_length_mm_check CHECK (length_mm >= 50.0::float8 AND length_mm <= 50000.0::float8),
	CONSTRAINT sewer_catch_basin_width_mm_check CHECK (width_mm >= 5.0::float8 AND width_mm <= 20000.0::float8),
	CONSTRAINT sewer_catch_basin_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT sewer_catch_basin_code_key UNIQUE (code)
);
CREATE INDEX sewer_catch_basin_geom_idx ON {schema}.sewer_catch_basin USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_catch_basin_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_catch_basin_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_catch_basin', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_catch_basin_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_catch_basin', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'cover_level_m', cover_level_m, 'invert_level_m', invert_level_m, 'depth_m', depth_m, 'length_mm', length_mm, 'width_mm', width_mm, 'silt_trap', silt_trap, 'connected_to', connected_to, 'cleaned_on', cleaned_on, 'condition', condition), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_catch_basin
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_catch_basin_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_catch_basin
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_catch_basin_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_catch_basin REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_catch_basin_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_catch_basin REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_catch_basin_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_catch_basin REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_catch_basin_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_catch_basin_inserted(), {schema}.sewer_catch_basin_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_catch_basin TO {app};

CREATE SEQUENCE {schema}.sewer_connection_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_connection_code_seq TO {app};
CREATE TABLE {schema}.sewer_connection (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SH-' || lpad(nextval('{schema}.sewer_connection_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	usage VARCHAR(40),
	address VARCHAR(200),
	diameter_mm DOUBLE PRECISION,
	material VARCHAR(40),
	invert_level_m DOUBLE PRECISION,
	depth_m DOUBLE PRECISION,
	backflow_valve BOOLEAN,
	connected_to VARCHAR(80),
	checked_on DATE,
	CONSTRAINT sewer_connection_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_connection_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_connection_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_connection_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_connection_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_connection_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_connection_kind_check CHECK (kind IN ('building', 'downpipe', 'floor_drain', 'drainage', 'infiltration', 'capped', 'unknown', 'other')),
	CONSTRAINT sewer_connection_usage_check CHECK (usage IN ('waste', 'combined', 'storm', 'clean', 'stream', 'industrial', 'other')),
	CONSTRAINT sewer_connection_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT sewer_connection_material_check CHECK (material IN ('asbestos_cement', 'fibre_cement', 'concrete', 'insitu_concrete', 'jacked_concrete', 'reinforced_concrete', 'prestressed_concrete', 'polymer_concrete', 'cement', 'stoneware', 'brick', 'pvc', 'pe', 'pehd', 'pp', 'grp', 'resin', 'plastic', 'ductile_iron', 'cast_iron', 'steel', 'stainless_steel', 'earth', 'paving', 'mixed', 'other')),
	CONSTRAINT sewer_connection_invert_level_m_check CHECK (invert_level_m >= -100.0::float8 AND invert_level_m <= 4000.0::float8),
	CONSTRAINT sewer_connection_depth_m_check CHECK (depth_m >= 0.0::float8 AND depth_m <= 50.0::float8),
	CONSTRAINT sewer_connection_code_key UNIQUE (code)
);
CREATE INDEX sewer_connection_geom_idx ON {schema}.sewer_connection USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_connection_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_connection_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_connection', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_connection_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_connection', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'usage', usage, 'address', address, 'diameter_mm', diameter_mm, 'material', material, 'invert_level_m', invert_level_m, 'depth_m', depth_m, 'backflow_valve', backflow_valve, 'connected_to', connected_to, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_connection
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_connection_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_connection
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_connection_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_connection REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_connection_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_connection REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_connection_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_connection REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_connection_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_connection_inserted(), {schema}.sewer_connection_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_connection TO {app};

CREATE SEQUENCE {schema}.sewer_control_link_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_control_link_code_seq TO {app};
CREATE TABLE {schema}.sewer_control_link (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(LINESTRING,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SL-' || lpad(nextval('{schema}.sewer_control_link_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	profile VARCHAR(40),
	height_mm DOUBLE PRECISION,
	width_mm DOUBLE PRECISION,
	invert_from_m DOUBLE PRECISION,
	flow_l_s DOUBLE PRECISION,
	flap_gate BOOLEAN,
	checked_on DATE,
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT sewer_control_link_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_control_link_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_control_link_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_control_link_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_control_link_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_control_link_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_control_link_kind_check CHECK (kind IN ('pump', 'orifice', 'weir', 'outlet', 'gate', 'throttle', 'flap', 'other')),
	CONSTRAINT sewer_control_link_profile_check CHECK (profile IN ('circle', 'egg', 'mouth', 'rectangle', 'open', 'special')),
	CONSTRAINT sewer_control_link_height_mm_check CHECK (height_mm >= 5.0::float8 AND height_mm <= 20000.0::float8),
	CONSTRAINT sewer_control_link_width_mm_check CHECK (width_mm >= 5.0::float8 AND width_mm <= 20000.0::float8),
	CONSTRAINT sewer_control_link_invert_from_m_check CHECK (invert_from_m >= -100.0::float8 AND invert_from_m <= 4000.0::float8),
	CONSTRAINT sewer_control_link_flow_l_s_check CHECK (flow_l_s >= 0.0::float8 AND flow_l_s <= 100000.0::float8),
	CONSTRAINT sewer_control_link_code_key UNIQUE (code)
);
CREATE INDEX sewer_control_link_geom_idx ON {schema}.sewer_control_link USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_control_link_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_control_link_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_control_link', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_control_link_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_control_link', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'profile', profile, 'height_mm', height_mm, 'width_mm', width_mm, 'invert_from_m', invert_from_m, 'flow_l_s', flow_l_s, 'flap_gate', flap_gate, 'checked_on', checked_on, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_control_link
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_control_link_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_control_link
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_control_link_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_control_link REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_control_link_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_control_link REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_control_link_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_control_link REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_control_link_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_control_link_inserted(), {schema}.sewer_control_link_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_control_link TO {app};

CREATE SEQUENCE {schema}.sewer_manhole_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_manhole_code_seq TO {app};
CREATE TABLE {schema}.sewer_manhole (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SM-' || lpad(nextval('{schema}.sewer_manhole_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	function VARCHAR(40),
	usage VARCHAR(40),
	material VARCHAR(40),
	cover_level_m DOUBLE PRECISION,
	invert_level_m DOUBLE PRECISION,
	depth_m DOUBLE PRECISION,
	shape VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	width_mm DOUBLE PRECISION,
	cover_class VARCHAR(40),
	cover_shape VARCHAR(40),
	cover_bolted BOOLEAN,
	cover_vented BOOLEAN,
	accessibility VARCHAR(40),
	condition VARCHAR(40),
	inspection_interval_years DOUBLE PRECISION,
	checked_on DATE,
	CONSTRAINT sewer_manhole_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_manhole_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_manhole_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_manhole_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_manhole_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_manhole_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_manhole_function_check CHECK (function IN ('manhole', 'special', 'drop', 'throttle', 'gully', 'rain', 'combined', 'pump', 'overflow', 'separation', 'separator', 'mud_trap', 'jetting', 'vent', 'lamp_hole', 'sampling', 'house', 'opening', 'channel_drain', 'treatment', 'other')),
	CONSTRAINT sewer_manhole_usage_check CHECK (usage IN ('waste', 'combined', 'storm', 'clean', 'stream', 'industrial', 'other')),
	CONSTRAINT sewer_manhole_material_check CHECK (material IN ('asbestos_cement', 'fibre_cement', 'concrete', 'insitu_concrete', 'jacked_concrete', 'reinforced_concrete', 'prestressed_concrete', 'polymer_concrete', 'cement', 'stoneware', 'brick', 'pvc', 'pe', 'pehd', 'pp', 'grp', 'resin', 'plastic', 'ductile_iron', 'cast_iron', 'steel', 'stainless_steel', 'earth', 'paving', 'mixed', 'other')),
	CONSTRAINT sewer_manhole_cover_level_m_check CHECK (cover_level_m >= -100.0::float8 AND cover_level_m <= 4000.0::float8),
	CONSTRAINT sewer_manhole_invert_level_m_check CHECK (invert_level_m >= -100.0::float8 AND invert_level_m <= 4000.0::float8),
	CONSTRAINT sewer_manhole_depth_m_check CHECK (depth_m >= 0.0::float8 AND depth_m <= 50.0::float8),
	CONSTRAINT sewer_manhole_shape_check CHECK (shape IN ('round', 'rectangular', 'other')),
	CONSTRAINT sewer_manhole_diameter_mm_check CHECK (diameter_mm >= 100.0::float8 AND diameter_mm <= 20000.0::float8),
	CONSTRAINT sewer_manhole_width_mm_check CHECK (width_mm >= 5.0::float8 AND width_mm <= 20000.0::float8),
	CONSTRAINT sewer_manhole_cover_class_check CHECK (cover_class IN ('a15', 'b125', 'c250', 'd400', 'e600', 'f900')),
	CONSTRAINT sewer_manhole_cover_shape_check CHECK (cover_shape IN ('round', 'rectangular', 'other')),
	CONSTRAINT sewer_manhole_accessibility_check CHECK (accessibility IN ('accessible', 'covered', 'inaccessible')),
	CONSTRAINT sewer_manhole_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT sewer_manhole_inspection_interval_years_check CHECK (inspection_interval_years >= 0.0::float8 AND inspection_interval_years <= 50.0::float8),
	CONSTRAINT sewer_manhole_code_key UNIQUE (code)
);
CREATE INDEX sewer_manhole_geom_idx ON {schema}.sewer_manhole USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_manhole_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_manhole_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_manhole', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_manhole_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_manhole', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'function', function, 'usage', usage, 'material', material, 'cover_level_m', cover_level_m, 'invert_level_m', invert_level_m, 'depth_m', depth_m, 'shape', shape, 'diameter_mm', diameter_mm, 'width_mm', width_mm, 'cover_class', cover_class, 'cover_shape', cover_shape, 'cover_bolted', cover_bolted, 'cover_vented', cover_vented, 'accessibility', accessibility, 'condition', condition, 'inspection_interval_years', inspection_interval_years, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_manhole
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_manhole_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_manhole
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_manhole_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_manhole REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_manhole_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_manhole REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_manhole_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_manhole REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_manhole_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_manhole_inserted(), {schema}.sewer_manhole_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_manhole TO {app};

CREATE SEQUENCE {schema}.sewer_outfall_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_outfall_code_seq TO {app};
CREATE TABLE {schema}.sewer_outfall (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SO-' || lpad(nextval('{schema}.sewer_outfall_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	usage VARCHAR(40),
	terrain_level_m DOUBLE PRECISION,
	invert_level_m DOUBLE PRECISION,
	depth_m DOUBLE PRECISION,
	high_water_level_m DOUBLE PRECISION,
	receiving_water VARCHAR(200),
	relevance VARCHAR(40),
	flap_gate BOOLEAN,
	condition VARCHAR(40),
	checked_on DATE,
	CONSTRAINT sewer_outfall_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_outfall_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_outfall_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_outfall_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_outfall_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_outfall_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_outfall_usage_check CHECK (usage IN ('waste', 'combined', 'storm', 'clean', 'stream', 'industrial', 'other')),
	CONSTRAINT sewer_outfall_terrain_level_m_check CHECK (terrain_level_m >= -100.0::float8 AND terrain_level_m <= 4000.0::float8),
	CONSTRAINT sewer_outfall_invert_level_m_check CHECK (invert_level_m >= -100.0::float8 AND invert_level_m <= 4000.0::float8),
	CONSTRAINT sewer_outfall_depth_m_check CHECK (depth_m >= 0.0::float8 AND depth_m <= 50.0::float8),
	CONSTRAINT sewer_outfall_high_water_level_m_check CHECK (high_water_level_m >= -100.0::float8 AND high_water_level_m <= 4000.0::float8),
	CONSTRAINT sewer_outfall_relevance_check CHECK (relevance IN ('relevant', 'not_relevant')),
	CONSTRAINT sewer_outfall_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT sewer_outfall_code_key UNIQUE (code)
);
CREATE INDEX sewer_outfall_geom_idx ON {schema}.sewer_outfall USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_outfall_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_outfall_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_outfall', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_outfall_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_outfall', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'usage', usage, 'terrain_level_m', terrain_level_m, 'invert_level_m', invert_level_m, 'depth_m', depth_m, 'high_water_level_m', high_water_level_m, 'receiving_water', receiving_water, 'relevance', relevance, 'flap_gate', flap_gate, 'condition', condition, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_outfall
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_outfall_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_outfall
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_outfall_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_outfall REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_outfall_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_outfall REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_outfall_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_outfall REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_outfall_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_outfall_inserted(), {schema}.sewer_outfall_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_outfall TO {app};

CREATE SEQUENCE {schema}.sewer_pipe_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_pipe_code_seq TO {app};
CREATE TABLE {schema}.sewer_pipe (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(LINESTRING,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SP-' || lpad(nextval('{schema}.sewer_pipe_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	usage VARCHAR(40),
	drainage VARCHAR(40),
	hydraulic VARCHAR(40),
	profile VARCHAR(40),
	height_mm DOUBLE PRECISION,
	width_mm DOUBLE PRECISION,
	barrels INTEGER,
	material VARCHAR(40),
	invert_from_m DOUBLE PRECISION,
	invert_to_m DOUBLE PRECISION,
	invert_accuracy VARCHAR(40),
	length_m DOUBLE PRECISION,
	ring_stiffness_kn_m2 DOUBLE PRECISION,
	roughness DOUBLE PRECISION,
	relining_kind VARCHAR(40),
	relined_year INTEGER,
	condition VARCHAR(40),
	checked_on DATE,
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT sewer_pipe_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_pipe_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_pipe_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_pipe_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_pipe_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_pipe_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_pipe_kind_check CHECK (kind IN ('sewer', 'lateral', 'gutter', 'ditch')),
	CONSTRAINT sewer_pipe_usage_check CHECK (usage IN ('waste', 'combined', 'storm', 'clean', 'stream', 'industrial', 'other')),
	CONSTRAINT sewer_pipe_drainage_check CHECK (drainage IN ('gravity_storm', 'gravity_waste', 'gravity_combined', 'gravity_stream', 'pressure_storm', 'pressure_waste', 'pressure_combined', 'open_storm', 'open_waste', 'open_combined', 'open_stream')),
	CONSTRAINT sewer_pipe_hydraulic_check CHECK (hydraulic IN ('gravity', 'pressure', 'vacuum', 'siphon', 'throttle', 'retention', 'overflow', 'flushing', 'drain', 'infiltration', 'other')),
	CONSTRAINT sewer_pipe_profile_check CHECK (profile IN ('circle', 'egg', 'mouth', 'rectangle', 'open', 'special')),
	CONSTRAINT sewer_pipe_height_mm_check CHECK (height_mm >= 5.0::float8 AND height_mm <= 20000.0::float8),
	CONSTRAINT sewer_pipe_width_mm_check CHECK (width_mm >= 5.0::float8 AND width_mm <= 20000.0::float8),
	CONSTRAINT sewer_pipe_barrels_check CHECK (barrels BETWEEN 1 AND 20),
	CONSTRAINT sewer_pipe_material_check CHECK (material IN ('asbestos_cement', 'fibre_cement', 'concrete', 'insitu_concrete', 'jacked_concrete', 'reinforced_concrete', 'prestressed_concrete', 'polymer_concrete', 'cement', 'stoneware', 'brick', 'pvc', 'pe', 'pehd', 'pp', 'grp', 'resin', 'plastic', 'ductile_iron', 'cast_iron', 'steel', 'stainless_steel', 'earth', 'paving', 'mixed', 'other')),
	CONSTRAINT sewer_pipe_invert_from_m_check CHECK (invert_from_m >= -100.0::float8 AND invert_from_m <= 4000.0::float8),
	CONSTRAINT sewer_pipe_invert_to_m_check CHECK (invert_to_m >= -100.0::float8 AND invert_to_m <= 4000.0::float8),
	CONSTRAINT sewer_pipe_invert_accuracy_check CHECK (invert_accuracy IN ('cm_1', 'cm_3', 'cm_6', 'worse')),
	CONSTRAINT sewer_pipe_length_m_check CHECK (length_m >= 0.0::float8 AND length_m <= 20000.0::float8),
	CONSTRAINT sewer_pipe_ring_stiffness_kn_m2_check CHECK (ring_stiffness_kn_m2 >= 0.5::float8 AND ring_stiffness_kn_m2 <= 1000.0::float8),
	CONSTRAINT sewer_pipe_roughness_check CHECK (roughness >= 0.0::float8 AND roughness <= 1000.0::float8),
	CONSTRAINT sewer_pipe_relining_kind_check CHECK (relining_kind IN ('factory_lining', 'spray_lining', 'lined_on_site', 'partial_liner', 'short_pipes', 'cured_in_place', 'continuous_pipe', 'close_fit', 'spiral', 'other')),
	CONSTRAINT sewer_pipe_relined_year_check CHECK (relined_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_pipe_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT sewer_pipe_code_key UNIQUE (code)
);
CREATE INDEX sewer_pipe_geom_idx ON {schema}.sewer_pipe USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_pipe_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_pipe_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_pipe', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_pipe_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_pipe', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'usage', usage, 'drainage', drainage, 'hydraulic', hydraulic, 'profile', profile, 'height_mm', height_mm, 'width_mm', width_mm, 'barrels', barrels, 'material', material, 'invert_from_m', invert_from_m, 'invert_to_m', invert_to_m, 'invert_accuracy', invert_accuracy, 'length_m', length_m, 'ring_stiffness_kn_m2', ring_stiffness_kn_m2, 'roughness', roughness, 'relining_kind', relining_kind, 'relined_year', relined_year, 'condition', condition, 'checked_on', checked_on, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_pipe
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_pipe_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_pipe
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_pipe_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_pipe REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_pipe_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_pipe REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_pipe_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_pipe REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_pipe_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_pipe_inserted(), {schema}.sewer_pipe_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_pipe TO {app};

CREATE SEQUENCE {schema}.sewer_structure_code_seq;
GRANT USAGE ON SEQUENCE {schema}.sewer_structure_code_seq TO {app};
CREATE TABLE {schema}.sewer_structure (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'SS-' || lpad(nextval('{schema}.sewer_structure_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	usage VARCHAR(40),
	cover_level_m DOUBLE PRECISION,
	invert_level_m DOUBLE PRECISION,
	depth_m DOUBLE PRECISION,
	volume_m3 DOUBLE PRECISION,
	throttled_flow_l_s DOUBLE PRECISION,
	emergency_overflow BOOLEAN,
	condition VARCHAR(40),
	checked_on DATE,
	CONSTRAINT sewer_structure_pkey PRIMARY KEY (id),
	CONSTRAINT sewer_structure_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT sewer_structure_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT sewer_structure_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_structure_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT sewer_structure_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT sewer_structure_kind_check CHECK (kind IN ('pump_station', 'storage', 'retention_tank', 'overflow_tank', 'sedimentation_tank', 'storage_sewer', 'retention_filter', 'stormwater_overflow', 'separating_structure', 'throttle', 'gate', 'screen', 'oil_separator', 'grease_separator', 'floating_separator', 'bedload_trap', 'treatment_unit', 'septic_tank', 'cesspit', 'siphon_chamber', 'drop_structure', 'vortex_drop', 'emergency_basin', 'infiltration', 'swale', 'cistern', 'flushing', 'vent', 'access', 'other')),
	CONSTRAINT sewer_structure_usage_check CHECK (usage IN ('waste', 'combined', 'storm', 'clean', 'stream', 'industrial', 'other')),
	CONSTRAINT sewer_structure_cover_level_m_check CHECK (cover_level_m >= -100.0::float8 AND cover_level_m <= 4000.0::float8),
	CONSTRAINT sewer_structure_invert_level_m_check CHECK (invert_level_m >= -100.0::float8 AND invert_level_m <= 4000.0::float8),
	CONSTRAINT sewer_structure_depth_m_check CHECK (depth_m >= 0.0::float8 AND depth_m <= 50.0::float8),
	CONSTRAINT sewer_structure_volume_m3_check CHECK (volume_m3 >= 0.0::float8 AND volume_m3 <= 1000000.0::float8),
	CONSTRAINT sewer_structure_throttled_flow_l_s_check CHECK (throttled_flow_l_s >= 0.0::float8 AND throttled_flow_l_s <= 100000.0::float8),
	CONSTRAINT sewer_structure_condition_check CHECK (condition IN ('z0', 'z1', 'z2', 'z3', 'z4')),
	CONSTRAINT sewer_structure_code_key UNIQUE (code)
);
CREATE INDEX sewer_structure_geom_idx ON {schema}.sewer_structure USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.sewer_structure_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.sewer_structure_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'sewer_structure', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.sewer_structure_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'sewer_structure', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'usage', usage, 'cover_level_m', cover_level_m, 'invert_level_m', invert_level_m, 'depth_m', depth_m, 'volume_m3', volume_m3, 'throttled_flow_l_s', throttled_flow_l_s, 'emergency_overflow', emergency_overflow, 'condition', condition, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.sewer_structure
  FOR EACH ROW EXECUTE FUNCTION {schema}.sewer_structure_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.sewer_structure
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_structure_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.sewer_structure REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_structure_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.sewer_structure REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_structure_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.sewer_structure REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.sewer_structure_changed();
REVOKE ALL ON FUNCTION {schema}.sewer_structure_inserted(), {schema}.sewer_structure_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.sewer_structure TO {app};

CREATE SEQUENCE {schema}.street_code_seq;
GRANT USAGE ON SEQUENCE {schema}.street_code_seq TO {app};
CREATE TABLE {schema}.street (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(LINESTRING,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'ST-' || lpad(nextval('{schema}.street_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	street_code VARCHAR(20),
	kind VARCHAR(40),
	surface VARCHAR(60),
	CONSTRAINT street_pkey PRIMARY KEY (id),
	CONSTRAINT street_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT street_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT street_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT street_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT street_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT street_kind_check CHECK (kind IN ('motorway', 'primary', 'secondary', 'tertiary', 'residential', 'service', 'track', 'path')),
	CONSTRAINT street_code_key UNIQUE (code)
);
CREATE INDEX street_geom_idx ON {schema}.street USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.street_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.street_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'street', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.street_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'street', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'street_code', street_code, 'kind', kind, 'surface', surface), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.street
  FOR EACH ROW EXECUTE FUNCTION {schema}.street_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.street
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.street_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.street REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.street_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.street REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.street_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.street REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.street_changed();
REVOKE ALL ON FUNCTION {schema}.street_inserted(), {schema}.street_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.street TO {app};

CREATE TABLE {schema}.terrain (
	name VARCHAR(80) NOT NULL,
	path TEXT NOT NULL,
	metres_per_unit DOUBLE PRECISION DEFAULT 1 NOT NULL,
	resolution_m DOUBLE PRECISION NOT NULL,
	error_m DOUBLE PRECISION,
	attribution TEXT DEFAULT '' NOT NULL,
	loaded_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT terrain_pkey PRIMARY KEY (name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.terrain TO {app};

CREATE SEQUENCE {schema}.treatment_plant_code_seq;
GRANT USAGE ON SEQUENCE {schema}.treatment_plant_code_seq TO {app};
CREATE TABLE {schema}.treatment_plant (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'TP-' || lpad(nextval('{schema}.treatment_plant_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	population_equivalents INTEGER,
	bod5_kg_d DOUBLE PRECISION,
	cod_kg_d DOUBLE PRECISION,
	nh4_kg_d DOUBLE PRECISION,
	receiving_water VARCHAR(200),
	checked_on DATE,
	CONSTRAINT treatment_plant_pkey PRIMARY KEY (id),
	CONSTRAINT treatment_plant_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT treatment_plant_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT treatment_plant_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT treatment_plant_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT treatment_plant_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT treatment_plant_kind_check CHECK (kind IN ('mechanical', 'biological', 'chemical', 'filtration', 'pond', 'small_plant', 'other')),
	CONSTRAINT treatment_plant_population_equivalents_check CHECK (population_equivalents BETWEEN 0 AND 10000000),
	CONSTRAINT treatment_plant_bod5_kg_d_check CHECK (bod5_kg_d >= 0.0::float8 AND bod5_kg_d <= 1000000.0::float8),
	CONSTRAINT treatment_plant_cod_kg_d_check CHECK (cod_kg_d >= 0.0::float8 AND cod_kg_d <= 1000000.0::float8),
	CONSTRAINT treatment_plant_nh4_kg_d_check CHECK (nh4_kg_d >= 0.0::float8 AND nh4_kg_d <= 1000000.0::float8),
	CONSTRAINT treatment_plant_code_key UNIQUE (code)
);
CREATE INDEX treatment_plant_geom_idx ON {schema}.treatment_plant USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.treatment_plant_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.treatment_plant_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'treatment_plant', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.treatment_plant_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'treatment_plant', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'population_equivalents', population_equivalents, 'bod5_kg_d', bod5_kg_d, 'cod_kg_d', cod_kg_d, 'nh4_kg_d', nh4_kg_d, 'receiving_water', receiving_water, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.treatment_plant
  FOR EACH ROW EXECUTE FUNCTION {schema}.treatment_plant_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.treatment_plant
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.treatment_plant_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.treatment_plant REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.treatment_plant_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.treatment_plant REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.treatment_plant_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.treatment_plant REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.treatment_plant_changed();
REVOKE ALL ON FUNCTION {schema}.treatment_plant_inserted(), {schema}.treatment_plant_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.treatment_plant TO {app};

CREATE SEQUENCE {schema}.water_connection_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_connection_code_seq TO {app};
CREATE TABLE {schema}.water_connection (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WC-' || lpad(nextval('{schema}.water_connection_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	address VARCHAR(200),
	customer_code VARCHAR(40),
	inhabitants INTEGER,
	sensitive_customer VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	material VARCHAR(40),
	elevation_m DOUBLE PRECISION,
	pressure_zone VARCHAR(80),
	connected_to VARCHAR(80),
	checked_on DATE,
	CONSTRAINT water_connection_pkey PRIMARY KEY (id),
	CONSTRAINT water_connection_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_connection_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_connection_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_connection_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_connection_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_connection_kind_check CHECK (kind IN ('subscriber', 'fountain', 'watering', 'sprinkler', 'toilet', 'cattle_trough', 'other')),
	CONSTRAINT water_connection_inhabitants_check CHECK (inhabitants BETWEEN 0 AND 10000),
	CONSTRAINT water_connection_sensitive_customer_check CHECK (sensitive_customer IN ('none', 'hospital', 'care_home', 'school', 'farm', 'industry')),
	CONSTRAINT water_connection_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_connection_material_check CHECK (material IN ('pe100', 'pe80', 'pe', 'pex', 'pvc', 'plastic', 'cast_iron', 'ductile_iron', 'steel', 'galvanised_steel', 'stainless_steel', 'copper', 'lead', 'asbestos_cement', 'cement', 'prestressed_concrete', 'grp', 'other')),
	CONSTRAINT water_connection_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_connection_code_key UNIQUE (code)
);
CREATE INDEX water_connection_geom_idx ON {schema}.water_connection USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_connection_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_connection_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_connection', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_connection_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_connection', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'address', address, 'customer_code', customer_code, 'inhabitants', inhabitants, 'sensitive_customer', sensitive_customer, 'diameter_mm', diameter_mm, 'material', material, 'elevation_m', elevation_m, 'pressure_zone', pressure_zone, 'connected_to', connected_to, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_connection
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_connection_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_connection
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_connection_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_connection REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_connection_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_connection REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_connection_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_connection REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_connection_changed();
REVOKE ALL ON FUNCTION {schema}.water_connection_inserted(), {schema}.water_connection_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_connection TO {app};

CREATE SEQUENCE {schema}.water_hydrant_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_hydrant_code_seq TO {app};
CREATE TABLE {schema}.water_hydrant (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WH-' || lpad(nextval('{schema}.water_hydrant_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	outlets VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	static_pressure_bar DOUBLE PRECISION,
	dynamic_pressure_bar DOUBLE PRECISION,
	flow_l_min DOUBLE PRECISION,
	fire_code VARCHAR(40),
	elevation_m DOUBLE PRECISION,
	pressure_zone VARCHAR(80),
	connected_to VARCHAR(80),
	checked_on DATE,
	CONSTRAINT water_hydrant_pkey PRIMARY KEY (id),
	CONSTRAINT water_hydrant_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_hydrant_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_hydrant_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_hydrant_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_hydrant_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_hydrant_kind_check CHECK (kind IN ('underground', 'pillar', 'wall', 'suction_point')),
	CONSTRAINT water_hydrant_outlets_check CHECK (outlets IN ('one_75', 'two_75', 'three_75', 'two_55', 'one_55_one_75', 'two_55_one_75', 'two_55_one_100', 'other')),
	CONSTRAINT water_hydrant_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_hydrant_static_pressure_bar_check CHECK (static_pressure_bar >= 0.0::float8 AND static_pressure_bar <= 100.0::float8),
	CONSTRAINT water_hydrant_dynamic_pressure_bar_check CHECK (dynamic_pressure_bar >= 0.0::float8 AND dynamic_pressure_bar <= 100.0::float8),
	CONSTRAINT water_hydrant_flow_l_min_check CHECK (flow_l_min >= 0.0::float8 AND flow_l_min <= 20000.0::float8),
	CONSTRAINT water_hydrant_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_hydrant_code_key UNIQUE (code)
);
CREATE INDEX water_hydrant_geom_idx ON {schema}.water_hydrant USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_hydrant_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_hydrant_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_hydrant', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_hydrant_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_hydrant', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'outlets', outlets, 'diameter_mm', diameter_mm, 'static_pressure_bar', static_pressure_bar, 'dynamic_pressure_bar', dynamic_pressure_bar, 'flow_l_min', flow_l_min, 'fire_code', fire_code, 'elevation_m', elevation_m, 'pressure_zone', pressure_zone, 'connected_to', connected_to, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_hydrant
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_hydrant_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_hydrant
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_hydrant_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_hydrant REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_hydrant_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_hydrant REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_hydrant_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_hydrant REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_hydrant_changed();
REVOKE ALL ON FUNCTION {schema}.water_hydrant_inserted(), {schema}.water_hydrant_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_hydrant TO {app};

CREATE SEQUENCE {schema}.water_node_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_node_code_seq TO {app};
CREATE TABLE {schema}.water_node (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WN-' || lpad(nextval('{schema}.water_node_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	elevation_m DOUBLE PRECISION,
	elevation_reference VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	pressure_zone VARCHAR(80),
	base_demand_l_s DOUBLE PRECISION,
	CONSTRAINT water_node_pkey PRIMARY KEY (id),
	CONSTRAINT water_node_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_node_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_node_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_node_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_node_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_node_kind_check CHECK (kind IN ('joint', 'cap', 'end', 'tee', 'cross', 'elbow', 'reducer', 'chamber', 'pressure_gauge', 'sampling_point', 'filter', 'expansion_vessel', 'other')),
	CONSTRAINT water_node_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_node_elevation_reference_check CHECK (elevation_reference IN ('ground', 'pipe_top', 'pipe_axis', 'pipe_bottom', 'trench_bottom', 'valve_top')),
	CONSTRAINT water_node_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_node_base_demand_l_s_check CHECK (base_demand_l_s >= -10000.0::float8 AND base_demand_l_s <= 10000.0::float8),
	CONSTRAINT water_node_code_key UNIQUE (code)
);
CREATE INDEX water_node_geom_idx ON {schema}.water_node USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_node_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_node_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_node', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_node_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_node', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'elevation_m', elevation_m, 'elevation_reference', elevation_reference, 'diameter_mm', diameter_mm, 'pressure_zone', pressure_zone, 'base_demand_l_s', base_demand_l_s), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_node
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_node_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_node
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_node_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_node REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_node_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_node REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_node_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_node REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_node_changed();
REVOKE ALL ON FUNCTION {schema}.water_node_inserted(), {schema}.water_node_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_node TO {app};

CREATE SEQUENCE {schema}.water_pipe_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_pipe_code_seq TO {app};
CREATE TABLE {schema}.water_pipe (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(LINESTRING,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WP-' || lpad(nextval('{schema}.water_pipe_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	material VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	inner_diameter_mm DOUBLE PRECISION,
	outer_diameter_mm DOUBLE PRECISION,
	sdr DOUBLE PRECISION,
	pressure_rating_bar DOUBLE PRECISION,
	function VARCHAR(40),
	water_kind VARCHAR(40),
	length_m DOUBLE PRECISION,
	cover_depth_m DOUBLE PRECISION,
	bedding VARCHAR(40),
	laying_method VARCHAR(40),
	rehabilitated_year INTEGER,
	roughness DOUBLE PRECISION,
	passage VARCHAR(40),
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT water_pipe_pkey PRIMARY KEY (id),
	CONSTRAINT water_pipe_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_pipe_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_pipe_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_pipe_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_pipe_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_pipe_material_check CHECK (material IN ('pe100', 'pe80', 'pe', 'pex', 'pvc', 'plastic', 'cast_iron', 'ductile_iron', 'steel', 'galvanised_steel', 'stainless_steel', 'copper', 'lead', 'asbestos_cement', 'cement', 'prestressed_concrete', 'grp', 'other')),
	CONSTRAINT water_pipe_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_pipe_inner_diameter_mm_check CHECK (inner_diameter_mm >= 5.0::float8 AND inner_diameter_mm <= 4000.0::float8),
	CONSTRAINT water_pipe_outer_diameter_mm_check CHECK (outer_diameter_mm >= 5.0::float8 AND outer_diameter_mm <= 4500.0::float8),
	CONSTRAINT water_pipe_sdr_check CHECK (sdr >= 5.0::float8 AND sdr <= 60.0::float8),
	CONSTRAINT water_pipe_pressure_rating_bar_check CHECK (pressure_rating_bar >= 1.0::float8 AND pressure_rating_bar <= 100.0::float8),
	CONSTRAINT water_pipe_function_check CHECK (function IN ('transport', 'distribution', 'hydrant', 'drain', 'collection', 'connection', 'bypass', 'overflow', 'vent', 'other')),
	CONSTRAINT water_pipe_water_kind_check CHECK (water_kind IN ('raw', 'drinking', 'industrial')),
	CONSTRAINT water_pipe_length_m_check CHECK (length_m >= 0.0::float8 AND length_m <= 20000.0::float8),
	CONSTRAINT water_pipe_cover_depth_m_check CHECK (cover_depth_m >= 0.0::float8 AND cover_depth_m <= 30.0::float8),
	CONSTRAINT water_pipe_bedding_check CHECK (bedding IN ('none', 'sand', 'gravel', 'concrete', 'geotextile', 'soil', 'other')),
	CONSTRAINT water_pipe_laying_method_check CHECK (laying_method IN ('open_trench', 'drilled', 'relined', 'above_ground', 'under_bridge', 'sleeved', 'encased', 'gallery')),
	CONSTRAINT water_pipe_rehabilitated_year_check CHECK (rehabilitated_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_pipe_roughness_check CHECK (roughness >= 0.0::float8 AND roughness <= 1000.0::float8),
	CONSTRAINT water_pipe_passage_check CHECK (passage IN ('open', 'closed', 'one_way')),
	CONSTRAINT water_pipe_code_key UNIQUE (code)
);
CREATE INDEX water_pipe_geom_idx ON {schema}.water_pipe USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_pipe_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_pipe_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_pipe', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_pipe_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_pipe', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'material', material, 'diameter_mm', diameter_mm, 'inner_diameter_mm', inner_diameter_mm, 'outer_diameter_mm', outer_diameter_mm, 'sdr', sdr, 'pressure_rating_bar', pressure_rating_bar, 'function', function, 'water_kind', water_kind, 'length_m', length_m, 'cover_depth_m', cover_depth_m, 'bedding', bedding, 'laying_method', laying_method, 'rehabilitated_year', rehabilitated_year, 'roughness', roughness, 'passage', passage, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_pipe
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_pipe_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_pipe
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pipe_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_pipe REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pipe_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_pipe REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pipe_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_pipe REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pipe_changed();
REVOKE ALL ON FUNCTION {schema}.water_pipe_inserted(), {schema}.water_pipe_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_pipe TO {app};

CREATE SEQUENCE {schema}.water_pump_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_pump_code_seq TO {app};
CREATE TABLE {schema}.water_pump (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WU-' || lpad(nextval('{schema}.water_pump_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	pump_count INTEGER,
	flow_m3_h DOUBLE PRECISION,
	head_m DOUBLE PRECISION,
	power_kw DOUBLE PRECISION,
	curve VARCHAR(200),
	passage VARCHAR(40),
	elevation_m DOUBLE PRECISION,
	checked_on DATE,
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT water_pump_pkey PRIMARY KEY (id),
	CONSTRAINT water_pump_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_pump_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_pump_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_pump_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_pump_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_pump_kind_check CHECK (kind IN ('normal', 'booster', 'submersible', 'emergency', 'other')),
	CONSTRAINT water_pump_pump_count_check CHECK (pump_count BETWEEN 0 AND 100),
	CONSTRAINT water_pump_flow_m3_h_check CHECK (flow_m3_h >= 0.0::float8 AND flow_m3_h <= 50000.0::float8),
	CONSTRAINT water_pump_head_m_check CHECK (head_m >= 0.0::float8 AND head_m <= 2000.0::float8),
	CONSTRAINT water_pump_power_kw_check CHECK (power_kw >= 0.0::float8 AND power_kw <= 10000.0::float8),
	CONSTRAINT water_pump_passage_check CHECK (passage IN ('open', 'closed', 'one_way')),
	CONSTRAINT water_pump_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_pump_code_key UNIQUE (code)
);
CREATE INDEX water_pump_geom_idx ON {schema}.water_pump USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_pump_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_pump_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_pump', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_pump_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_pump', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'pump_count', pump_count, 'flow_m3_h', flow_m3_h, 'head_m', head_m, 'power_kw', power_kw, 'curve', curve, 'passage', passage, 'elevation_m', elevation_m, 'checked_on', checked_on, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_pump
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_pump_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_pump
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pump_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_pump REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pump_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_pump REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pump_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_pump REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_pump_changed();
REVOKE ALL ON FUNCTION {schema}.water_pump_inserted(), {schema}.water_pump_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_pump TO {app};

CREATE SEQUENCE {schema}.water_source_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_source_code_seq TO {app};
CREATE TABLE {schema}.water_source (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WS-' || lpad(nextval('{schema}.water_source_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	elevation_m DOUBLE PRECISION,
	head_m DOUBLE PRECISION,
	yield_l_s DOUBLE PRECISION,
	protection_zone VARCHAR(40),
	checked_on DATE,
	CONSTRAINT water_source_pkey PRIMARY KEY (id),
	CONSTRAINT water_source_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_source_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_source_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_source_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_source_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_source_kind_check CHECK (kind IN ('spring', 'well', 'river', 'lake', 'waterworks', 'transfer', 'other')),
	CONSTRAINT water_source_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_source_head_m_check CHECK (head_m >= -100.0::float8 AND head_m <= 4000.0::float8),
	CONSTRAINT water_source_yield_l_s_check CHECK (yield_l_s >= 0.0::float8 AND yield_l_s <= 10000.0::float8),
	CONSTRAINT water_source_protection_zone_check CHECK (protection_zone IN ('zone_1', 'zone_2', 'zone_2_v1', 'zone_3', 'none')),
	CONSTRAINT water_source_code_key UNIQUE (code)
);
CREATE INDEX water_source_geom_idx ON {schema}.water_source USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_source_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_source_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_source', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_source_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_source', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'elevation_m', elevation_m, 'head_m', head_m, 'yield_l_s', yield_l_s, 'protection_zone', protection_zone, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_source
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_source_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_source
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_source_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_source REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_source_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_source REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_source_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_source REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_source_changed();
REVOKE ALL ON FUNCTION {schema}.water_source_inserted(), {schema}.water_source_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_source TO {app};

CREATE SEQUENCE {schema}.water_tank_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_tank_code_seq TO {app};
CREATE TABLE {schema}.water_tank (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WT-' || lpad(nextval('{schema}.water_tank_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	name VARCHAR(200),
	kind VARCHAR(40),
	volume_m3 DOUBLE PRECISION,
	supply_volume_m3 DOUBLE PRECISION,
	fire_volume_m3 DOUBLE PRECISION,
	bottom_level_m DOUBLE PRECISION,
	overflow_level_m DOUBLE PRECISION,
	initial_level_m DOUBLE PRECISION,
	min_level_m DOUBLE PRECISION,
	max_level_m DOUBLE PRECISION,
	diameter_m DOUBLE PRECISION,
	pressure_zone VARCHAR(80),
	checked_on DATE,
	CONSTRAINT water_tank_pkey PRIMARY KEY (id),
	CONSTRAINT water_tank_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_tank_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_tank_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_tank_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_tank_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_tank_kind_check CHECK (kind IN ('ground', 'tower', 'underground', 'break_pressure', 'fire', 'other')),
	CONSTRAINT water_tank_volume_m3_check CHECK (volume_m3 >= 0.0::float8 AND volume_m3 <= 1000000.0::float8),
	CONSTRAINT water_tank_supply_volume_m3_check CHECK (supply_volume_m3 >= 0.0::float8 AND supply_volume_m3 <= 1000000.0::float8),
	CONSTRAINT water_tank_fire_volume_m3_check CHECK (fire_volume_m3 >= 0.0::float8 AND fire_volume_m3 <= 1000000.0::float8),
	CONSTRAINT water_tank_bottom_level_m_check CHECK (bottom_level_m >= -100.0::float8 AND bottom_level_m <= 4000.0::float8),
	CONSTRAINT water_tank_overflow_level_m_check CHECK (overflow_level_m >= -100.0::float8 AND overflow_level_m <= 4000.0::float8),
	CONSTRAINT water_tank_initial_level_m_check CHECK (initial_level_m >= 0.0::float8 AND initial_level_m <= 200.0::float8),
	CONSTRAINT water_tank_min_level_m_check CHECK (min_level_m >= 0.0::float8 AND min_level_m <= 200.0::float8),
	CONSTRAINT water_tank_max_level_m_check CHECK (max_level_m >= 0.0::float8 AND max_level_m <= 200.0::float8),
	CONSTRAINT water_tank_diameter_m_check CHECK (diameter_m >= 0.0::float8 AND diameter_m <= 500.0::float8),
	CONSTRAINT water_tank_code_key UNIQUE (code)
);
CREATE INDEX water_tank_geom_idx ON {schema}.water_tank USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_tank_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_tank_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_tank', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_tank_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_tank', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'name', name, 'kind', kind, 'volume_m3', volume_m3, 'supply_volume_m3', supply_volume_m3, 'fire_volume_m3', fire_volume_m3, 'bottom_level_m', bottom_level_m, 'overflow_level_m', overflow_level_m, 'initial_level_m', initial_level_m, 'min_level_m', min_level_m, 'max_level_m', max_level_m, 'diameter_m', diameter_m, 'pressure_zone', pressure_zone, 'checked_on', checked_on), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_tank
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_tank_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_tank
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_tank_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_tank REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_tank_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_tank REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_tank_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_tank REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_tank_changed();
REVOKE ALL ON FUNCTION {schema}.water_tank_inserted(), {schema}.water_tank_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_tank TO {app};

CREATE SEQUENCE {schema}.water_valve_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_valve_code_seq TO {app};
CREATE TABLE {schema}.water_valve (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WV-' || lpad(nextval('{schema}.water_valve_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	kind VARCHAR(40),
	function VARCHAR(40),
	actuation VARCHAR(40),
	diameter_mm DOUBLE PRECISION,
	pressure_rating_bar DOUBLE PRECISION,
	closed BOOLEAN,
	broken BOOLEAN,
	opens_towards VARCHAR(80),
	zone_boundary BOOLEAN,
	turns_to_close INTEGER,
	pressure_setting_bar DOUBLE PRECISION,
	flow_setting_l_s DOUBLE PRECISION,
	elevation_m DOUBLE PRECISION,
	pressure_zone VARCHAR(80),
	checked_on DATE,
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT water_valve_pkey PRIMARY KEY (id),
	CONSTRAINT water_valve_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_valve_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_valve_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_valve_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_valve_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_valve_kind_check CHECK (kind IN ('gate', 'butterfly', 'quarter_turn', 'annular', 'check', 'air_release', 'drain', 'irrigation', 'pressure_reducing', 'pressure_sustaining', 'pressure_breaker', 'flow_control', 'throttle', 'general_purpose', 'other')),
	CONSTRAINT water_valve_function_check CHECK (function IN ('network', 'connection', 'hydrant', 'fire', 'control', 'drain', 'vent', 'bypass', 'backflow_prevention', 'other')),
	CONSTRAINT water_valve_actuation_check CHECK (actuation IN ('hand', 'left_hand', 'electric', 'remote', 'automatic')),
	CONSTRAINT water_valve_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_valve_pressure_rating_bar_check CHECK (pressure_rating_bar >= 1.0::float8 AND pressure_rating_bar <= 100.0::float8),
	CONSTRAINT water_valve_turns_to_close_check CHECK (turns_to_close BETWEEN 0 AND 1000),
	CONSTRAINT water_valve_pressure_setting_bar_check CHECK (pressure_setting_bar >= 0.0::float8 AND pressure_setting_bar <= 100.0::float8),
	CONSTRAINT water_valve_flow_setting_l_s_check CHECK (flow_setting_l_s >= 0.0::float8 AND flow_setting_l_s <= 10000.0::float8),
	CONSTRAINT water_valve_elevation_m_check CHECK (elevation_m >= -100.0::float8 AND elevation_m <= 4000.0::float8),
	CONSTRAINT water_valve_code_key UNIQUE (code)
);
CREATE INDEX water_valve_geom_idx ON {schema}.water_valve USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_valve_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_valve_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_valve', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_valve_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_valve', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'function', function, 'actuation', actuation, 'diameter_mm', diameter_mm, 'pressure_rating_bar', pressure_rating_bar, 'closed', closed, 'broken', broken, 'opens_towards', opens_towards, 'zone_boundary', zone_boundary, 'turns_to_close', turns_to_close, 'pressure_setting_bar', pressure_setting_bar, 'flow_setting_l_s', flow_setting_l_s, 'elevation_m', elevation_m, 'pressure_zone', pressure_zone, 'checked_on', checked_on, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_valve
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_valve_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_valve
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_valve_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_valve REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_valve_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_valve REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_valve_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_valve REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_valve_changed();
REVOKE ALL ON FUNCTION {schema}.water_valve_inserted(), {schema}.water_valve_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_valve TO {app};

CREATE SEQUENCE {schema}.evse_code_seq;
GRANT USAGE ON SEQUENCE {schema}.evse_code_seq TO {app};
CREATE TABLE {schema}.evse (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'EV-' || lpad(nextval('{schema}.evse_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	uid VARCHAR(36),
	evse_id VARCHAR(48),
	location UUID,
	availability VARCHAR(40),
	capabilities VARCHAR(40)[],
	physical_reference VARCHAR(16),
	connector_standard VARCHAR(40),
	connector_format VARCHAR(40),
	power_type VARCHAR(40),
	max_voltage_v INTEGER,
	max_amperage_a INTEGER,
	max_power_w DOUBLE PRECISION,
	connector_count INTEGER,
	CONSTRAINT evse_pkey PRIMARY KEY (id),
	CONSTRAINT evse_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT evse_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT evse_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT evse_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT evse_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT evse_availability_check CHECK (availability IN ('available', 'blocked', 'charging', 'inoperative', 'out_of_order', 'planned', 'removed', 'reserved', 'unknown')),
	CONSTRAINT evse_capabilities_check CHECK (capabilities <@ ARRAY['charging_profile_capable', 'charging_preferences_capable', 'chip_card_support', 'contactless_card_support', 'credit_card_payable', 'debit_card_payable', 'ped_terminal', 'remote_start_stop_capable', 'reservable', 'rfid_reader', 'start_session_connector_required', 'token_group_capable', 'unlock_capable']::varchar[]),
	CONSTRAINT evse_connector_standard_check CHECK (connector_standard IN ('chademo', 'chaoji', 'domestic_a', 'domestic_b', 'domestic_c', 'domestic_d', 'domestic_e', 'domestic_f', 'domestic_g', 'domestic_h', 'domestic_i', 'domestic_j', 'domestic_k', 'domestic_l', 'domestic_m', 'domestic_n', 'domestic_o', 'gbt_ac', 'gbt_dc', 'iec_60309_2_single_16', 'iec_60309_2_three_16', 'iec_60309_2_three_32', 'iec_60309_2_three_64', 'iec_62196_t1', 'iec_62196_t1_combo', 'iec_62196_t2', 'iec_62196_t2_combo', 'iec_62196_t3a', 'iec_62196_t3c', 'mcs', 'nema_5_20', 'nema_6_30', 'nema_6_50', 'nema_10_30', 'nema_10_50', 'nema_14_30', 'nema_14_50', 'pantograph_bottom_up', 'pantograph_top_down', 'sae_j3400', 'tesla_r', 'tesla_s')),
	CONSTRAINT evse_connector_format_check CHECK (connector_format IN ('socket', 'cable')),
	CONSTRAINT evse_power_type_check CHECK (power_type IN ('ac_1_phase', 'ac_2_phase', 'ac_2_phase_split', 'ac_3_phase', 'dc')),
	CONSTRAINT evse_max_voltage_v_check CHECK (max_voltage_v BETWEEN 0 AND 2000),
	CONSTRAINT evse_max_amperage_a_check CHECK (max_amperage_a BETWEEN 0 AND 4000),
	CONSTRAINT evse_max_power_w_check CHECK (max_power_w >= 0.0::float8 AND max_power_w <= 4000000.0::float8),
	CONSTRAINT evse_connector_count_check CHECK (connector_count BETWEEN 0 AND 20),
	CONSTRAINT evse_code_key UNIQUE (code)
);
CREATE INDEX evse_geom_idx ON {schema}.evse USING gist (geom);
CREATE INDEX evse_location_idx ON {schema}.evse (location);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.evse_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.evse_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'evse', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.evse_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'evse', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'uid', uid, 'evse_id', evse_id, 'location', location, 'availability', availability, 'capabilities', capabilities, 'physical_reference', physical_reference, 'connector_standard', connector_standard, 'connector_format', connector_format, 'power_type', power_type, 'max_voltage_v', max_voltage_v, 'max_amperage_a', max_amperage_a, 'max_power_w', max_power_w, 'connector_count', connector_count), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.evse
  FOR EACH ROW EXECUTE FUNCTION {schema}.evse_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.evse
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.evse_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.evse REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.evse_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.evse REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.evse_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.evse REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.evse_changed();
REVOKE ALL ON FUNCTION {schema}.evse_inserted(), {schema}.evse_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.evse TO {app};

CREATE SEQUENCE {schema}.light_cable_code_seq;
GRANT USAGE ON SEQUENCE {schema}.light_cable_code_seq TO {app};
CREATE TABLE {schema}.light_cable (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(LINESTRING,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'LK-' || lpad(nextval('{schema}.light_cable_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	circuit VARCHAR(80),
	cabinet UUID,
	phases INTEGER,
	cores INTEGER,
	section_mm2 DOUBLE PRECISION,
	material VARCHAR(40),
	voltage_v INTEGER,
	in_duct BOOLEAN,
	length_m DOUBLE PRECISION,
	node_from VARCHAR(80),
	node_to VARCHAR(80),
	CONSTRAINT light_cable_pkey PRIMARY KEY (id),
	CONSTRAINT light_cable_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT light_cable_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT light_cable_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT light_cable_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT light_cable_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT light_cable_phases_check CHECK (phases BETWEEN 1 AND 3),
	CONSTRAINT light_cable_cores_check CHECK (cores BETWEEN 1 AND 50),
	CONSTRAINT light_cable_section_mm2_check CHECK (section_mm2 >= 0.5::float8 AND section_mm2 <= 1000.0::float8),
	CONSTRAINT light_cable_material_check CHECK (material IN ('copper', 'aluminium')),
	CONSTRAINT light_cable_voltage_v_check CHECK (voltage_v BETWEEN 0 AND 1000),
	CONSTRAINT light_cable_length_m_check CHECK (length_m >= 0.0::float8 AND length_m <= 20000.0::float8),
	CONSTRAINT light_cable_code_key UNIQUE (code)
);
CREATE INDEX light_cable_cabinet_idx ON {schema}.light_cable (cabinet);
CREATE INDEX light_cable_geom_idx ON {schema}.light_cable USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.light_cable_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.light_cable_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'light_cable', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.light_cable_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'light_cable', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'circuit', circuit, 'cabinet', cabinet, 'phases', phases, 'cores', cores, 'section_mm2', section_mm2, 'material', material, 'voltage_v', voltage_v, 'in_duct', in_duct, 'length_m', length_m, 'node_from', node_from, 'node_to', node_to), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.light_cable
  FOR EACH ROW EXECUTE FUNCTION {schema}.light_cable_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.light_cable
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cable_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.light_cable REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cable_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.light_cable REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cable_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.light_cable REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.light_cable_changed();
REVOKE ALL ON FUNCTION {schema}.light_cable_inserted(), {schema}.light_cable_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.light_cable TO {app};

CREATE SEQUENCE {schema}.luminaire_code_seq;
GRANT USAGE ON SEQUENCE {schema}.luminaire_code_seq TO {app};
CREATE TABLE {schema}.luminaire (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'LU-' || lpad(nextval('{schema}.luminaire_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	source VARCHAR(40),
	power_w DOUBLE PRECISION,
	flux_lm DOUBLE PRECISION,
	colour_temperature_k INTEGER,
	cri INTEGER,
	distribution VARCHAR(40),
	control VARCHAR(40),
	socket VARCHAR(40),
	mounting VARCHAR(40),
	mounting_height_m DOUBLE PRECISION,
	lighting_class VARCHAR(40),
	dimming_profile VARCHAR(200),
	model VARCHAR(200),
	pole UUID,
	circuit VARCHAR(80),
	warranty_until DATE,
	CONSTRAINT luminaire_pkey PRIMARY KEY (id),
	CONSTRAINT luminaire_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT luminaire_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT luminaire_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT luminaire_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT luminaire_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT luminaire_source_check CHECK (source IN ('led', 'hps', 'lps', 'mh', 'fluorescent', 'mercury', 'other')),
	CONSTRAINT luminaire_power_w_check CHECK (power_w >= 0.0::float8 AND power_w <= 5000.0::float8),
	CONSTRAINT luminaire_flux_lm_check CHECK (flux_lm >= 0.0::float8 AND flux_lm <= 500000.0::float8),
	CONSTRAINT luminaire_colour_temperature_k_check CHECK (colour_temperature_k BETWEEN 1000 AND 10000),
	CONSTRAINT luminaire_cri_check CHECK (cri BETWEEN 0 AND 100),
	CONSTRAINT luminaire_distribution_check CHECK (distribution IN ('type_i', 'type_ii', 'type_iii', 'type_iv', 'type_v', 'type_vs')),
	CONSTRAINT luminaire_control_check CHECK (control IN ('dali', 'analogue', 'pwm', 'bilevel', 'switch', 'none', 'other')),
	CONSTRAINT luminaire_socket_check CHECK (socket IN ('nema', 'zhaga', 'none', 'other')),
	CONSTRAINT luminaire_mounting_check CHECK (mounting IN ('pole', 'wall', 'suspended', 'bollard', 'ground')),
	CONSTRAINT luminaire_mounting_height_m_check CHECK (mounting_height_m >= 0.0::float8 AND mounting_height_m <= 60.0::float8),
	CONSTRAINT luminaire_lighting_class_check CHECK (lighting_class IN ('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7')),
	CONSTRAINT luminaire_code_key UNIQUE (code)
);
CREATE INDEX luminaire_geom_idx ON {schema}.luminaire USING gist (geom);
CREATE INDEX luminaire_pole_idx ON {schema}.luminaire (pole);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.luminaire_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.luminaire_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'luminaire', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.luminaire_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'luminaire', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'source', source, 'power_w', power_w, 'flux_lm', flux_lm, 'colour_temperature_k', colour_temperature_k, 'cri', cri, 'distribution', distribution, 'control', control, 'socket', socket, 'mounting', mounting, 'mounting_height_m', mounting_height_m, 'lighting_class', lighting_class, 'dimming_profile', dimming_profile, 'model', model, 'pole', pole, 'circuit', circuit, 'warranty_until', warranty_until), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.luminaire
  FOR EACH ROW EXECUTE FUNCTION {schema}.luminaire_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.luminaire
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.luminaire_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.luminaire REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.luminaire_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.luminaire REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.luminaire_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.luminaire REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.luminaire_changed();
REVOKE ALL ON FUNCTION {schema}.luminaire_inserted(), {schema}.luminaire_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.luminaire TO {app};

CREATE SEQUENCE {schema}.water_meter_code_seq;
GRANT USAGE ON SEQUENCE {schema}.water_meter_code_seq TO {app};
CREATE TABLE {schema}.water_meter (
	id UUID NOT NULL,
	version INTEGER DEFAULT 1 NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	code VARCHAR(80) DEFAULT 'WM-' || lpad(nextval('{schema}.water_meter_code_seq')::text, 5, '0') NOT NULL,
	status VARCHAR(40),
	owner VARCHAR(200),
	operator VARCHAR(200),
	installed_on DATE,
	installed_year INTEGER,
	remark VARCHAR(2000),
	accuracy_m DOUBLE PRECISION,
	vertical_accuracy_m DOUBLE PRECISION,
	survey_method VARCHAR(40),
	serial_number VARCHAR(60),
	category VARCHAR(40),
	connection UUID,
	diameter_mm DOUBLE PRECISION,
	started_on DATE,
	ended_on DATE,
	multiplier DOUBLE PRECISION,
	CONSTRAINT water_meter_pkey PRIMARY KEY (id),
	CONSTRAINT water_meter_status_check CHECK (status IN ('planned', 'under_construction', 'in_use', 'out_of_service', 'disused', 'removed')),
	CONSTRAINT water_meter_installed_year_check CHECK (installed_year BETWEEN 1800 AND 2100),
	CONSTRAINT water_meter_accuracy_m_check CHECK (accuracy_m >= 0.0::float8 AND accuracy_m <= 1000.0::float8),
	CONSTRAINT water_meter_vertical_accuracy_m_check CHECK (vertical_accuracy_m >= 0.0::float8 AND vertical_accuracy_m <= 1000.0::float8),
	CONSTRAINT water_meter_survey_method_check CHECK (survey_method IN ('gnss', 'rtk', 'total_station', 'tape', 'digitised', 'estimated')),
	CONSTRAINT water_meter_category_check CHECK (category IN ('household', 'business', 'communal', 'site', 'network')),
	CONSTRAINT water_meter_diameter_mm_check CHECK (diameter_mm >= 5.0::float8 AND diameter_mm <= 4000.0::float8),
	CONSTRAINT water_meter_multiplier_check CHECK (multiplier >= 0.0::float8 AND multiplier <= 10000.0::float8),
	CONSTRAINT water_meter_code_key UNIQUE (code)
);
CREATE INDEX water_meter_connection_idx ON {schema}.water_meter (connection);
CREATE INDEX water_meter_geom_idx ON {schema}.water_meter USING gist (geom);
-- Whoever writes to this table, by whatever program, is journalled. The before-image names its
-- fields: to_jsonb(row) would cost three times as much.
CREATE FUNCTION {schema}.water_meter_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
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

CREATE FUNCTION {schema}.water_meter_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue)
    SELECT t, 'water_meter', id, 'I', catalogue() FROM new_rows;
  RETURN NULL;
END $body$;

CREATE FUNCTION {schema}.water_meter_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, public, pg_temp AS $body$
DECLARE t bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
  t := journal_tx();
  INSERT INTO journal (tx, layer, asset, op, catalogue, before, before_geom)
    SELECT t, 'water_meter', id, left(TG_OP, 1)::"char", catalogue(),
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'serial_number', serial_number, 'category', category, 'connection', connection, 'diameter_mm', diameter_mm, 'started_on', started_on, 'ended_on', ended_on, 'multiplier', multiplier), geom
    FROM old_rows;
  RETURN NULL;
END $body$;

CREATE TRIGGER guard_u BEFORE UPDATE ON {schema}.water_meter
  FOR EACH ROW EXECUTE FUNCTION {schema}.water_meter_guard();
CREATE TRIGGER guard_t BEFORE TRUNCATE ON {schema}.water_meter
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_meter_guard();
CREATE TRIGGER journal_i AFTER INSERT ON {schema}.water_meter REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_meter_inserted();
CREATE TRIGGER journal_u AFTER UPDATE ON {schema}.water_meter REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_meter_changed();
CREATE TRIGGER journal_d AFTER DELETE ON {schema}.water_meter REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION {schema}.water_meter_changed();
REVOKE ALL ON FUNCTION {schema}.water_meter_inserted(), {schema}.water_meter_changed() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.water_meter TO {app};

CREATE TABLE {schema}.capture (
	id UUID NOT NULL,
	body_sha256 BYTEA NOT NULL,
	body JSONB NOT NULL,
	layer VARCHAR(40) NOT NULL,
	outcome VARCHAR(10) NOT NULL,
	asset UUID,
	reasons JSONB NOT NULL,
	ground_level_m DOUBLE PRECISION,
	state VARCHAR(10) NOT NULL,
	geom geometry(GEOMETRY,{srid}) NOT NULL,
	received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	CONSTRAINT capture_pkey PRIMARY KEY (id)
);
CREATE INDEX capture_open ON {schema}.capture (received_at) WHERE state = 'open';
GRANT SELECT, INSERT, UPDATE ON {schema}.capture TO {app};

CREATE TABLE {schema}.report (
	id UUID NOT NULL,
	number VARCHAR(12) NOT NULL,
	service_code VARCHAR(60) NOT NULL,
	state VARCHAR(20) NOT NULL,
	state_since TIMESTAMP WITH TIME ZONE NOT NULL,
	description TEXT,
	description_public TEXT,
	status_note TEXT,
	reason VARCHAR(40),
	agency VARCHAR(200),
	duplicate_of UUID,
	channel VARCHAR(20) NOT NULL,
	language VARCHAR(8),
	address TEXT,
	address_id VARCHAR(200),
	asset_code VARCHAR(80),
	media_urls JSONB DEFAULT '[]' NOT NULL,
	geom geometry(POINT,{srid}),
	token_sha256 BYTEA NOT NULL,
	retry_sha256 BYTEA,
	requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
	expected_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT report_pkey PRIMARY KEY (id),
	CONSTRAINT report_state_check CHECK (state IN ('unconfirmed', 'received', 'waiting_info', 'accepted', 'planned', 'in_progress', 'forwarded', 'done', 'rejected', 'duplicate', 'spam', 'reopened')),
	CONSTRAINT report_number_key UNIQUE (number),
	CONSTRAINT report_token_sha256_key UNIQUE (token_sha256)
);
CREATE INDEX report_geom_idx ON {schema}.report USING gist (geom);
CREATE INDEX report_requested_at_idx ON {schema}.report (requested_at);
CREATE INDEX report_retry_sha256_idx ON {schema}.report (retry_sha256);
CREATE INDEX report_service_code_idx ON {schema}.report (service_code);
GRANT SELECT, INSERT, UPDATE ON {schema}.report TO {app};

CREATE TABLE {schema}.report_counter (
	year INTEGER NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT report_counter_pkey PRIMARY KEY (year)
);
GRANT SELECT, INSERT, UPDATE ON {schema}.report_counter TO {app};

CREATE TABLE {schema}.report_asset (
	report UUID NOT NULL,
	asset UUID NOT NULL,
	layer VARCHAR(40) NOT NULL,
	relation VARCHAR(12) NOT NULL,
	CONSTRAINT report_asset_pkey PRIMARY KEY (report, asset),
	CONSTRAINT report_asset_relation_check CHECK (relation IN ('reported', 'confirmed'))
);
CREATE INDEX report_asset_asset_idx ON {schema}.report_asset (asset);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_asset TO {app};

CREATE TABLE {schema}.report_contact (
	report UUID NOT NULL,
	email VARCHAR(254),
	first_name VARCHAR(100),
	last_name VARCHAR(100),
	phone VARCHAR(40),
	account_id VARCHAR(100),
	device_id VARCHAR(200),
	purge_after DATE,
	CONSTRAINT report_contact_pkey PRIMARY KEY (report)
);
CREATE INDEX report_contact_purge_after_idx ON {schema}.report_contact (purge_after);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_contact TO {app};

ALTER TABLE {schema}.evse ADD CONSTRAINT evse_location_fkey FOREIGN KEY(location) REFERENCES {schema}.charging_location (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE {schema}.light_cable ADD CONSTRAINT light_cable_cabinet_fkey FOREIGN KEY(cabinet) REFERENCES {schema}.light_cabinet (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE {schema}.luminaire ADD CONSTRAINT luminaire_pole_fkey FOREIGN KEY(pole) REFERENCES {schema}.pole (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE {schema}.water_meter ADD CONSTRAINT water_meter_connection_fkey FOREIGN KEY(connection) REFERENCES {schema}.water_connection (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE {schema}.report ADD CONSTRAINT report_duplicate_of_fkey FOREIGN KEY(duplicate_of) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_asset ADD CONSTRAINT report_asset_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_contact ADD CONSTRAINT report_contact_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

GRANT SELECT ON {schema}.revision, {schema}.journal TO {app};

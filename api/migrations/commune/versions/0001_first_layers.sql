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
           jsonb_build_object('version', version, 'code', code, 'status', status, 'owner', owner, 'operator', operator, 'installed_on', installed_on, 'installed_year', installed_year, 'remark', remark, 'accuracy_m', accuracy_m, 'vertical_accuracy_m', vertical_accuracy_m, 'survey_method', survey_method, 'kind', kind, 'usage', usage, 'drainage', drainage, 'hydraulic', hydraulic, 'profile', profile, 'height_mm', height_mm, 'width_mm', width_mm, 'material', material, 'invert_from_m', invert_from_m, 'invert_to_m', invert_to_m, 'invert_accuracy', invert_accuracy, 'length_m', length_m, 'ring_stiffness_kn_m2', ring_stiffness_kn_m2, 'roughness', roughness, 'relining_kind', relining_kind, 'relined_year', relined_year, 'condition', condition, 'checked_on', checked_on, 'node_from', node_from, 'node_to', node_to), geom
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

ALTER TABLE {schema}.luminaire ADD CONSTRAINT luminaire_pole_fkey FOREIGN KEY(pole) REFERENCES {schema}.pole (id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE {schema}.report ADD CONSTRAINT report_duplicate_of_fkey FOREIGN KEY(duplicate_of) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_asset ADD CONSTRAINT report_asset_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_contact ADD CONSTRAINT report_contact_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

GRANT SELECT ON {schema}.revision, {schema}.journal TO {app};

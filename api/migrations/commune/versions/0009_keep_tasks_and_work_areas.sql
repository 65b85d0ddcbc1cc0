-- Keep tasks and work areas (2026-11-23)

CREATE TABLE {schema}.area (
	id UUID NOT NULL,
	name VARCHAR(120) NOT NULL,
	geom geometry(MULTIPOLYGON,{srid}) NOT NULL,
	assignee VARCHAR(60),
	checklist JSONB DEFAULT '[]' NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT area_pkey PRIMARY KEY (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.area TO {app};

CREATE TABLE {schema}.checklist (
	name VARCHAR(80) NOT NULL,
	items JSONB NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT checklist_pkey PRIMARY KEY (name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.checklist TO {app};

CREATE TABLE {schema}.task (
	id UUID NOT NULL,
	version INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	text TEXT NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	layer VARCHAR(40),
	asset UUID,
	due DATE,
	checklist JSONB DEFAULT '[]' NOT NULL,
	photos_before BOOLEAN NOT NULL,
	photos_after BOOLEAN NOT NULL,
	state VARCHAR(10) NOT NULL,
	assignee VARCHAR(60),
	area UUID,
	position INTEGER,
	source_kind VARCHAR(20),
	source UUID,
	made_by VARCHAR(60) NOT NULL,
	made_at TIMESTAMP WITH TIME ZONE NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
	closed_by VARCHAR(60),
	closed_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT task_pkey PRIMARY KEY (id),
	CONSTRAINT task_state_check CHECK (state IN ('open', 'done', 'cancelled')),
	CONSTRAINT task_asset_check CHECK ((layer IS NULL) = (asset IS NULL)),
	CONSTRAINT task_source_check CHECK ((source_kind IS NULL) = (source IS NULL))
);
CREATE INDEX task_asset_idx ON {schema}.task (asset);
CREATE INDEX task_assignee_idx ON {schema}.task (assignee);
CREATE INDEX task_closed_at_idx ON {schema}.task (closed_at);
CREATE INDEX task_open_idx ON {schema}.task (id) WHERE state = 'open';
CREATE INDEX task_source_idx ON {schema}.task (source);
GRANT SELECT, INSERT, UPDATE ON {schema}.task TO {app};

CREATE TABLE {schema}.completion (
	op_id UUID NOT NULL,
	task UUID NOT NULL,
	answers JSONB NOT NULL,
	quarantined JSONB NOT NULL,
	notes TEXT NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT completion_pkey PRIMARY KEY (op_id)
);
CREATE INDEX completion_task_idx ON {schema}.completion (task);
GRANT SELECT, INSERT ON {schema}.completion TO {app};

ALTER TABLE {schema}.task ADD CONSTRAINT task_area_fkey FOREIGN KEY(area) REFERENCES {schema}.area (id) ON DELETE SET NULL;

ALTER TABLE {schema}.completion ADD CONSTRAINT completion_task_fkey FOREIGN KEY(task) REFERENCES {schema}.task (id);

ALTER TABLE {schema}.operation ALTER COLUMN asset DROP NOT NULL;
ALTER TABLE {schema}.operation ALTER COLUMN layer DROP NOT NULL;
ALTER TABLE {schema}.photo ALTER COLUMN asset DROP NOT NULL;
ALTER TABLE {schema}.photo ADD COLUMN kept_sha256 character(64);
ALTER TABLE {schema}.photo ALTER COLUMN layer DROP NOT NULL;
ALTER TABLE {schema}.photo ADD COLUMN moment character varying(6);
ALTER TABLE {schema}.photo ADD COLUMN task uuid;
ALTER TABLE {schema}.photo ADD COLUMN thumb_sha256 character(64);
CREATE INDEX photo_task_idx ON {schema}.photo USING btree (task);
ALTER TABLE {schema}.photo ADD CONSTRAINT photo_moment_check CHECK (moment IN ('before', 'after'));
ALTER TABLE {schema}.photo ADD CONSTRAINT photo_of_check CHECK (asset IS NOT NULL OR task IS NOT NULL);

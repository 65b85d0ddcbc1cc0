-- Keep operations of tablets (2026-11-23)

CREATE TABLE {schema}.operation (
	op_id UUID NOT NULL,
	body_sha256 BYTEA NOT NULL,
	body JSONB NOT NULL,
	device UUID NOT NULL,
	seq BIGINT NOT NULL,
	actor VARCHAR(60) NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	kind VARCHAR(10) NOT NULL,
	after UUID,
	state VARCHAR(10) NOT NULL,
	result JSONB NOT NULL,
	version INTEGER,
	clock_offset_s DOUBLE PRECISION NOT NULL,
	received_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT operation_pkey PRIMARY KEY (op_id),
	CONSTRAINT operation_state_check CHECK (state IN ('applied', 'merged', 'conflict', 'held', 'rejected', 'resolved'))
);
CREATE INDEX operation_asset_idx ON {schema}.operation (asset);
CREATE INDEX operation_device_idx ON {schema}.operation (device, seq);
CREATE INDEX operation_held_idx ON {schema}.operation (after) WHERE state = 'held';
GRANT SELECT, INSERT, UPDATE ON {schema}.operation TO {app};

CREATE TABLE {schema}.photo (
	id UUID NOT NULL,
	sha256 CHAR(64) NOT NULL,
	bytes BIGINT NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	name TEXT NOT NULL,
	caption TEXT NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	file UUID,
	kept_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT photo_pkey PRIMARY KEY (id)
);
CREATE INDEX photo_asset_idx ON {schema}.photo (asset);
GRANT SELECT, INSERT, UPDATE ON {schema}.photo TO {app};

CREATE TABLE {schema}.conflict (
	id UUID NOT NULL,
	op_id UUID NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	field VARCHAR(40) NOT NULL,
	base JSONB,
	theirs JSONB,
	ours JSONB,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	choice VARCHAR(10),
	resolved_by VARCHAR(60),
	resolved_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT conflict_pkey PRIMARY KEY (id),
	CONSTRAINT conflict_choice_check CHECK (choice IN ('theirs', 'ours', 'value'))
);
CREATE INDEX conflict_asset_idx ON {schema}.conflict (asset);
CREATE INDEX conflict_op_id_idx ON {schema}.conflict (op_id);
CREATE INDEX conflict_open_idx ON {schema}.conflict (id) WHERE choice IS NULL;
GRANT SELECT, INSERT, UPDATE ON {schema}.conflict TO {app};

ALTER TABLE {schema}.conflict ADD CONSTRAINT conflict_op_id_fkey FOREIGN KEY(op_id) REFERENCES {schema}.operation (op_id);

ALTER TABLE {schema}.observation ADD COLUMN epoch integer NOT NULL DEFAULT 0;

-- Keep files of assets (2026-11-23)

CREATE TABLE {schema}.asset_file (
	id UUID NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	kind VARCHAR(10) NOT NULL,
	name TEXT NOT NULL,
	caption TEXT NOT NULL,
	size BIGINT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	thumb VARCHAR(64),
	width INTEGER,
	height INTEGER,
	taken_at TIMESTAMP WITH TIME ZONE,
	lon DOUBLE PRECISION,
	lat DOUBLE PRECISION,
	added_by TEXT NOT NULL,
	added_at TIMESTAMP WITH TIME ZONE NOT NULL,
	removed_by TEXT,
	removed_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT asset_file_pkey PRIMARY KEY (id)
);
CREATE INDEX asset_file_asset_idx ON {schema}.asset_file (asset);
CREATE INDEX asset_file_sha256_idx ON {schema}.asset_file (sha256);
CREATE INDEX asset_file_thumb_idx ON {schema}.asset_file (thumb);
GRANT SELECT, INSERT, UPDATE ON {schema}.asset_file TO {app};

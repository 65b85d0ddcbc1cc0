-- Keep issues of the rules (2026-11-22)

CREATE TABLE {schema}.checked (
	id INTEGER NOT NULL,
	incarnation VARCHAR(20) NOT NULL,
	revision BIGINT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	since TIMESTAMP WITH TIME ZONE NOT NULL,
	rules VARCHAR(16) NOT NULL,
	terrain TEXT NOT NULL,
	not_checked JSONB NOT NULL,
	CONSTRAINT checked_pkey PRIMARY KEY (id),
	CONSTRAINT checked_id_check CHECK (id = 1)
);
GRANT SELECT, INSERT, UPDATE ON {schema}.checked TO {app};

CREATE TABLE {schema}.issue (
	id UUID NOT NULL,
	rule VARCHAR(40) NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	other_layer VARCHAR(40),
	other UUID,
	part VARCHAR(10) NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	details JSONB NOT NULL,
	first_revision BIGINT NOT NULL,
	first_at TIMESTAMP WITH TIME ZONE NOT NULL,
	resolved_revision BIGINT,
	resolved_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT issue_pkey PRIMARY KEY (id)
);
CREATE INDEX issue_asset_idx ON {schema}.issue (asset);
CREATE INDEX issue_geom_idx ON {schema}.issue USING gist (geom);
CREATE INDEX issue_open_idx ON {schema}.issue (rule, id) WHERE resolved_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON {schema}.issue TO {app};

CREATE TABLE {schema}.waiver (
	id UUID NOT NULL,
	rule VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	reason TEXT NOT NULL,
	actor TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	expires_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT waiver_pkey PRIMARY KEY (id)
);
CREATE INDEX waiver_asset_idx ON {schema}.waiver (asset, rule);
GRANT SELECT, INSERT ON {schema}.waiver TO {app};

CREATE INDEX light_cable_node_from_idx ON {schema}.light_cable USING btree (node_from);
CREATE INDEX light_cable_node_to_idx ON {schema}.light_cable USING btree (node_to);
CREATE INDEX sewer_catch_basin_connected_to_idx ON {schema}.sewer_catch_basin USING btree (connected_to);
CREATE INDEX sewer_connection_connected_to_idx ON {schema}.sewer_connection USING btree (connected_to);
CREATE INDEX sewer_control_link_node_from_idx ON {schema}.sewer_control_link USING btree (node_from);
CREATE INDEX sewer_control_link_node_to_idx ON {schema}.sewer_control_link USING btree (node_to);
CREATE INDEX sewer_pipe_node_from_idx ON {schema}.sewer_pipe USING btree (node_from);
CREATE INDEX sewer_pipe_node_to_idx ON {schema}.sewer_pipe USING btree (node_to);
CREATE INDEX water_connection_connected_to_idx ON {schema}.water_connection USING btree (connected_to);
CREATE INDEX water_hydrant_connected_to_idx ON {schema}.water_hydrant USING btree (connected_to);
CREATE INDEX water_pipe_node_from_idx ON {schema}.water_pipe USING btree (node_from);
CREATE INDEX water_pipe_node_to_idx ON {schema}.water_pipe USING btree (node_to);
CREATE INDEX water_pump_node_from_idx ON {schema}.water_pump USING btree (node_from);
CREATE INDEX water_pump_node_to_idx ON {schema}.water_pump USING btree (node_to);
CREATE INDEX water_valve_node_from_idx ON {schema}.water_valve USING btree (node_from);
CREATE INDEX water_valve_node_to_idx ON {schema}.water_valve USING btree (node_to);

-- Keep proposals and decisions (2026-11-23)

CREATE TABLE {schema}.assignment (
	kind VARCHAR(12) NOT NULL,
	item UUID NOT NULL,
	assignee VARCHAR(60),
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT assignment_pkey PRIMARY KEY (kind, item)
);
GRANT SELECT, INSERT, UPDATE ON {schema}.assignment TO {app};

CREATE TABLE {schema}.decision (
	id UUID NOT NULL,
	kind VARCHAR(12) NOT NULL,
	item UUID NOT NULL,
	verdict VARCHAR(10) NOT NULL,
	reason TEXT,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT decision_pkey PRIMARY KEY (id)
);
CREATE INDEX decision_item_idx ON {schema}.decision (item);
GRANT SELECT, INSERT ON {schema}.decision TO {app};

CREATE TABLE {schema}.proposal (
	id UUID NOT NULL,
	layer VARCHAR(40) NOT NULL,
	asset UUID NOT NULL,
	version INTEGER NOT NULL,
	changes JSONB NOT NULL,
	geom geometry(GEOMETRY,{srid}),
	reason TEXT NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	state VARCHAR(10) NOT NULL,
	CONSTRAINT proposal_pkey PRIMARY KEY (id),
	CONSTRAINT proposal_state_check CHECK (state IN ('open', 'accepted', 'mended', 'rejected', 'withdrawn'))
);
CREATE INDEX proposal_actor_idx ON {schema}.proposal (actor);
CREATE INDEX proposal_asset_idx ON {schema}.proposal (asset);
CREATE INDEX proposal_open_idx ON {schema}.proposal (id) WHERE state = 'open';
GRANT SELECT, INSERT, UPDATE ON {schema}.proposal TO {app};

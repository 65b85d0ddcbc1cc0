-- Ask layers for fixed positions (2026-11-23)

CREATE TABLE {schema}.layer_positioning (
	layer VARCHAR(40) NOT NULL,
	positioning VARCHAR(10) NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT layer_positioning_pkey PRIMARY KEY (layer),
	CONSTRAINT layer_positioning_positioning_check CHECK (positioning IN ('any', 'rtk_fixed'))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.layer_positioning TO {app};

-- Keep receipts of exports (2026-11-22)

CREATE TABLE {schema}.receipt (
	id UUID NOT NULL,
	received_at TIMESTAMP WITH TIME ZONE NOT NULL,
	actor VARCHAR(60) NOT NULL,
	incarnation VARCHAR(20) NOT NULL,
	revision BIGINT NOT NULL,
	counts JSONB NOT NULL,
	sha256 CHAR(64),
	matches BOOLEAN NOT NULL,
	mismatches JSONB NOT NULL,
	CONSTRAINT receipt_pkey PRIMARY KEY (id)
);
CREATE INDEX receipt_actor_idx ON {schema}.receipt (actor, received_at);
GRANT SELECT, INSERT ON {schema}.receipt TO {app};

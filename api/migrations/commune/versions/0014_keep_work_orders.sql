-- Keep work orders (2026-11-23)

CREATE TABLE {schema}.order_counter (
	year INTEGER NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT order_counter_pkey PRIMARY KEY (year)
);
GRANT SELECT, INSERT, UPDATE ON {schema}.order_counter TO {app};

CREATE TABLE {schema}.work_order (
	id UUID NOT NULL,
	number VARCHAR(12) NOT NULL,
	version INTEGER NOT NULL,
	kind VARCHAR(12) NOT NULL,
	title VARCHAR(120) NOT NULL,
	text TEXT NOT NULL,
	language VARCHAR(2) NOT NULL,
	priority INTEGER NOT NULL,
	danger BOOLEAN NOT NULL,
	state VARCHAR(12) NOT NULL,
	begins DATE,
	ends DATE,
	assignee VARCHAR(60),
	materials JSONB DEFAULT '[]' NOT NULL,
	checklist JSONB DEFAULT '[]' NOT NULL,
	photos_before BOOLEAN NOT NULL,
	photos_after BOOLEAN NOT NULL,
	estimate_eur NUMERIC(12, 2),
	actual_eur NUMERIC(12, 2),
	made_by VARCHAR(60) NOT NULL,
	made_at TIMESTAMP WITH TIME ZONE NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT work_order_pkey PRIMARY KEY (id),
	CONSTRAINT work_order_state_check CHECK (state IN ('draft', 'planned', 'in_progress', 'done', 'cancelled')),
	CONSTRAINT work_order_kind_check CHECK (kind IN ('repair', 'replacement', 'inspection')),
	CONSTRAINT work_order_priority_check CHECK (priority BETWEEN 1 AND 3),
	CONSTRAINT work_order_number_key UNIQUE (number)
);
CREATE INDEX work_order_assignee_idx ON {schema}.work_order (assignee);
CREATE INDEX work_order_state_idx ON {schema}.work_order (state);
GRANT SELECT, INSERT, UPDATE ON {schema}.work_order TO {app};

CREATE TABLE {schema}.order_move (
	id UUID NOT NULL,
	work_order UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	from_state VARCHAR(12) NOT NULL,
	to_state VARCHAR(12) NOT NULL,
	actor VARCHAR(60) NOT NULL,
	reason TEXT,
	CONSTRAINT order_move_pkey PRIMARY KEY (id)
);
CREATE INDEX order_move_work_order_idx ON {schema}.order_move (work_order);
GRANT SELECT, INSERT ON {schema}.order_move TO {app};

CREATE TABLE {schema}.order_stop (
	id UUID NOT NULL,
	work_order UUID NOT NULL,
	position INTEGER NOT NULL,
	geom geometry(POINT,{srid}) NOT NULL,
	layer VARCHAR(40),
	asset UUID,
	state VARCHAR(10) NOT NULL,
	outcome VARCHAR(10),
	notes TEXT DEFAULT '' NOT NULL,
	closed_by VARCHAR(60),
	closed_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT order_stop_pkey PRIMARY KEY (id),
	CONSTRAINT order_stop_state_check CHECK (state IN ('open', 'done', 'not_found', 'cancelled')),
	CONSTRAINT order_stop_outcome_check CHECK (outcome IN ('repaired', 'replaced', 'made_safe', 'not_found')),
	CONSTRAINT order_stop_asset_check CHECK ((layer IS NULL) = (asset IS NULL))
);
CREATE INDEX order_stop_asset_idx ON {schema}.order_stop (asset);
CREATE INDEX order_stop_work_order_idx ON {schema}.order_stop (work_order);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.order_stop TO {app};

CREATE TABLE {schema}.order_report (
	work_order UUID NOT NULL,
	report UUID NOT NULL,
	stop UUID NOT NULL,
	open BOOLEAN NOT NULL,
	CONSTRAINT order_report_pkey PRIMARY KEY (work_order, report)
);
CREATE UNIQUE INDEX order_report_once_idx ON {schema}.order_report (report) WHERE "open";
CREATE INDEX order_report_stop_idx ON {schema}.order_report (stop);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.order_report TO {app};

ALTER TABLE {schema}.order_move ADD CONSTRAINT order_move_work_order_fkey FOREIGN KEY(work_order) REFERENCES {schema}.work_order (id);

ALTER TABLE {schema}.order_stop ADD CONSTRAINT order_stop_work_order_fkey FOREIGN KEY(work_order) REFERENCES {schema}.work_order (id);

ALTER TABLE {schema}.order_report ADD CONSTRAINT order_report_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id) ON DELETE CASCADE;
ALTER TABLE {schema}.order_report ADD CONSTRAINT order_report_stop_fkey FOREIGN KEY(stop) REFERENCES {schema}.order_stop (id);
ALTER TABLE {schema}.order_report ADD CONSTRAINT order_report_work_order_fkey FOREIGN KEY(work_order) REFERENCES {schema}.work_order (id);

-- Keep the clerk's desk (2026-11-23)

CREATE TABLE {schema}.desk_setting (
	name VARCHAR(40) NOT NULL,
	value JSONB NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT desk_setting_pkey PRIMARY KEY (name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.desk_setting TO {app};

CREATE TABLE {schema}.report_handover (
	report UUID NOT NULL,
	body VARCHAR(40) NOT NULL,
	state VARCHAR(10) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	token VARCHAR(200),
	number VARCHAR(200),
	status VARCHAR(20),
	told TEXT,
	asked_at TIMESTAMP WITH TIME ZONE,
	problem VARCHAR(200),
	CONSTRAINT report_handover_pkey PRIMARY KEY (report)
);
CREATE INDEX report_handover_open_idx ON {schema}.report_handover (state, asked_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_handover TO {app};

CREATE TABLE {schema}.report_note (
	id UUID NOT NULL,
	report UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	actor VARCHAR(60) NOT NULL,
	body TEXT NOT NULL,
	CONSTRAINT report_note_pkey PRIMARY KEY (id)
);
CREATE INDEX report_note_report_idx ON {schema}.report_note (report);
GRANT SELECT, INSERT, DELETE ON {schema}.report_note TO {app};

ALTER TABLE {schema}.report_handover ADD CONSTRAINT report_handover_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_note ADD CONSTRAINT report_note_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);


-- Keep the history of reports and who follows them (2026-11-23)

CREATE TABLE {schema}.webhook (
	id UUID NOT NULL,
	url VARCHAR(2000) NOT NULL,
	secret VARCHAR(64) NOT NULL,
	actor VARCHAR(60) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	last_at TIMESTAMP WITH TIME ZONE,
	last_outcome VARCHAR(40),
	CONSTRAINT webhook_pkey PRIMARY KEY (id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.webhook TO {app};

CREATE TABLE {schema}.report_answer (
	id UUID NOT NULL,
	report UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	body TEXT NOT NULL,
	CONSTRAINT report_answer_pkey PRIMARY KEY (id)
);
CREATE INDEX report_answer_report_idx ON {schema}.report_answer (report);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_answer TO {app};

CREATE TABLE {schema}.report_follower (
	id UUID NOT NULL,
	report UUID NOT NULL,
	email VARCHAR(254) NOT NULL,
	language VARCHAR(8) NOT NULL,
	reporter BOOLEAN NOT NULL,
	updates BOOLEAN NOT NULL,
	confirmed_at TIMESTAMP WITH TIME ZONE,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT report_follower_pkey PRIMARY KEY (id)
);
CREATE INDEX report_follower_email_idx ON {schema}.report_follower (email);
CREATE UNIQUE INDEX report_follower_once_idx ON {schema}.report_follower (report, email);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_follower TO {app};

CREATE TABLE {schema}.report_move (
	id UUID NOT NULL,
	report UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	from_state VARCHAR(20) NOT NULL,
	to_state VARCHAR(20) NOT NULL,
	mover VARCHAR(10) NOT NULL,
	actor VARCHAR(60),
	reason VARCHAR(40),
	sentence TEXT,
	CONSTRAINT report_move_pkey PRIMARY KEY (id),
	CONSTRAINT report_move_from_check CHECK (from_state IN ('unconfirmed', 'received', 'waiting_info', 'accepted', 'planned', 'in_progress', 'forwarded', 'done', 'rejected', 'duplicate', 'spam', 'reopened')),
	CONSTRAINT report_move_to_check CHECK (to_state IN ('unconfirmed', 'received', 'waiting_info', 'accepted', 'planned', 'in_progress', 'forwarded', 'done', 'rejected', 'duplicate', 'spam', 'reopened')),
	CONSTRAINT report_move_mover_check CHECK (mover IN ('citizen', 'clerk', 'planner', 'crew', 'time'))
);
CREATE INDEX report_move_report_idx ON {schema}.report_move (report);
GRANT SELECT, INSERT ON {schema}.report_move TO {app};

CREATE TABLE {schema}.report_photo (
	id UUID NOT NULL,
	report UUID NOT NULL,
	role VARCHAR(10) NOT NULL,
	kind VARCHAR(8) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	thumb VARCHAR(64) NOT NULL,
	width INTEGER NOT NULL,
	height INTEGER NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	released_at TIMESTAMP WITH TIME ZONE,
	released_by VARCHAR(60),
	CONSTRAINT report_photo_pkey PRIMARY KEY (id),
	CONSTRAINT report_photo_role_check CHECK (role IN ('damage', 'result'))
);
CREATE INDEX report_photo_report_idx ON {schema}.report_photo (report);
CREATE INDEX report_photo_sha256_idx ON {schema}.report_photo (sha256);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_photo TO {app};

CREATE TABLE {schema}.report_supporter (
	id UUID NOT NULL,
	report UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	key_sha256 BYTEA,
	CONSTRAINT report_supporter_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX report_supporter_once_idx ON {schema}.report_supporter (report, key_sha256);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.report_supporter TO {app};

ALTER TABLE {schema}.report_answer ADD CONSTRAINT report_answer_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_follower ADD CONSTRAINT report_follower_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_move ADD CONSTRAINT report_move_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_photo ADD CONSTRAINT report_photo_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

ALTER TABLE {schema}.report_supporter ADD CONSTRAINT report_supporter_report_fkey FOREIGN KEY(report) REFERENCES {schema}.report (id);

GRANT DELETE ON {schema}.report TO {app};
ALTER TABLE {schema}.report ADD COLUMN doubtful boolean NOT NULL DEFAULT false;
ALTER TABLE {schema}.report ADD COLUMN once_sha256 bytea;
CREATE INDEX report_state_since_idx ON {schema}.report USING btree (state, state_since);
ALTER TABLE {schema}.report ADD CONSTRAINT report_once_sha256_key UNIQUE (once_sha256);

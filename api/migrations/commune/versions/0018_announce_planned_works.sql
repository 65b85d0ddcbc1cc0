-- Announce planned works, and keep what more citizens say (2026-11-23)

ALTER TABLE {schema}.work_order ADD COLUMN announced JSONB;
ALTER TABLE {schema}.work_order ADD COLUMN announced_by VARCHAR(60);
ALTER TABLE {schema}.work_order ADD COLUMN announced_at TIMESTAMP WITH TIME ZONE;

CREATE TABLE {schema}.order_supporter (
	id UUID NOT NULL,
	work_order UUID NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	key_sha256 BYTEA,
	CONSTRAINT order_supporter_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX order_supporter_once_idx ON {schema}.order_supporter (work_order, key_sha256);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.order_supporter TO {app};

CREATE TABLE {schema}.order_follower (
	id UUID NOT NULL,
	work_order UUID NOT NULL,
	email VARCHAR(254) NOT NULL,
	language VARCHAR(8) NOT NULL,
	confirmed_at TIMESTAMP WITH TIME ZONE,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT order_follower_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX order_follower_once_idx ON {schema}.order_follower (work_order, email);
CREATE INDEX order_follower_email_idx ON {schema}.order_follower (email);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.order_follower TO {app};

ALTER TABLE {schema}.order_supporter ADD CONSTRAINT order_supporter_work_order_fkey FOREIGN KEY(work_order) REFERENCES {schema}.work_order (id);
ALTER TABLE {schema}.order_follower ADD CONSTRAINT order_follower_work_order_fkey FOREIGN KEY(work_order) REFERENCES {schema}.work_order (id);

ALTER TABLE {schema}.report_answer ADD COLUMN by_other BOOLEAN DEFAULT false NOT NULL;
ALTER TABLE {schema}.report_answer ADD COLUMN phone VARCHAR(40);
ALTER TABLE {schema}.report_answer ADD COLUMN email VARCHAR(254);
ALTER TABLE {schema}.report_answer ADD COLUMN once_sha256 BYTEA;
ALTER TABLE {schema}.report_answer ADD CONSTRAINT report_answer_once_sha256_key UNIQUE (once_sha256);

CREATE TABLE {schema}.letter_asked (
	id UUID NOT NULL,
	address_sha256 BYTEA NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT letter_asked_pkey PRIMARY KEY (id)
);
CREATE INDEX letter_asked_address_sha256_idx ON {schema}.letter_asked (address_sha256);
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.letter_asked TO {app};

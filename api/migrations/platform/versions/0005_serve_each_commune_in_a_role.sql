-- The role in which a commune is served; see gis/database/serving.py.
ALTER TABLE {schema}.commune ADD COLUMN served_as varchar(63);

-- A commune's code among Eurostat's local administrative units, where somebody entered it.

ALTER TABLE {schema}.commune ADD COLUMN lau varchar(10);

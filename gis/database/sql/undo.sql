-- The statements that undo changes, each under its name. Placeholders in braces are identifiers of
-- the declarations; what comes from users is bound. A plan has one row for each asset; rows with a
-- reason stay as they are.

-- name: plan
CREATE TEMPORARY TABLE undo_plan (
  layer text NOT NULL,
  asset uuid NOT NULL,
  created boolean NOT NULL,   -- it was not there before
  tx bigint NOT NULL,         -- the journal's row with the state to be set back
  n bigint NOT NULL,
  version int,                -- the last one that a removed asset had
  action text,                -- delete, restore, recreate; NULL where nothing is left to do
  reason text,
  other text,
  revision bigint,
  at timestamptz,
  actor text,
  PRIMARY KEY (layer, asset)) ON COMMIT DROP

-- name: touched
-- In one pass: joined with itself, a fresh journal without statistics would be gone through anew for
-- every asset.
INSERT INTO undo_plan (layer, asset, created, tx, n, version)
SELECT DISTINCT ON (j.layer, j.asset) j.layer, j.asset, j.op = 'I', j.tx, j.n,
  last_value((j.before ->> 'version')::int) OVER (
    PARTITION BY j.layer, j.asset ORDER BY v.revision, j.n
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
FROM {schema}.revision v JOIN {schema}.journal j USING (tx)
WHERE v.revision BETWEEN :first AND :last
  AND (CAST(:only_layer AS text) IS NULL OR j.layer = :only_layer)
  AND (CAST(:only_asset AS uuid) IS NULL OR j.asset = :only_asset)
ORDER BY j.layer, j.asset, v.revision, j.n

-- name: lock
SELECT count(*) FROM (
  SELECT t.id FROM {schema}.{layer} t JOIN undo_plan p ON p.layer = :layer AND p.asset = t.id
  ORDER BY t.id FOR UPDATE OF t) locked

-- name: act
UPDATE undo_plan p SET action = CASE
  WHEN p.created THEN CASE WHEN t.id IS NULL THEN NULL ELSE 'delete' END
  WHEN t.id IS NULL THEN 'recreate' ELSE 'restore' END
FROM undo_plan q LEFT JOIN {schema}.{layer} t ON t.id = q.asset
WHERE p.layer = :layer AND q.layer = p.layer AND q.asset = p.asset

-- name: later
UPDATE undo_plan p
SET reason = 'changed_since', revision = l.revision, at = l.at, actor = l.actor
FROM (
  SELECT DISTINCT ON (j.layer, j.asset) j.layer, j.asset, v.revision, v.at, v.actor
  FROM undo_plan q JOIN {schema}.journal j ON j.asset = q.asset AND j.layer = q.layer
  JOIN {schema}.revision v ON v.tx = j.tx
  WHERE v.revision > :last OR v.revision IS NULL
  ORDER BY j.layer, j.asset, v.revision DESC NULLS FIRST) l
WHERE p.layer = l.layer AND p.asset = l.asset

-- name: unknown
UPDATE undo_plan p SET reason = 'unfit', other = p.layer WHERE p.layer <> ALL(:known)

-- name: still_referred
UPDATE undo_plan p SET reason = 'still_referred', other = concat('{layer} ', m.code)
FROM {schema}.{layer} m
LEFT JOIN undo_plan q ON q.layer = :layer AND q.asset = m.id AND q.reason IS NULL
                     AND q.action IN ('delete', 'restore')
LEFT JOIN {schema}.journal j ON j.tx = q.tx AND j.n = q.n
WHERE p.layer = :target AND p.action = 'delete' AND p.reason IS NULL AND m.{field} = p.asset
  AND (q.asset IS NULL OR q.action = 'restore'
       AND (NOT j.before ? '{field}' OR (j.before ->> '{field}')::uuid = p.asset))

-- name: reference_gone
UPDATE undo_plan p
SET reason = 'reference_gone', other = concat('{target} ', j.before ->> '{field}')
FROM {schema}.journal j
WHERE p.layer = :layer AND p.action IN ('restore', 'recreate') AND p.reason IS NULL
  AND j.tx = p.tx AND j.n = p.n AND j.before ->> '{field}' IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM {schema}.{target} t
    WHERE t.id = (j.before ->> '{field}')::uuid AND NOT EXISTS (
      SELECT FROM undo_plan q WHERE q.layer = :target AND q.asset = t.id
        AND q.action = 'delete' AND q.reason IS NULL))
  AND NOT EXISTS (
    SELECT FROM undo_plan q
    WHERE q.layer = :target AND q.asset = (j.before ->> '{field}')::uuid
      AND q.action = 'recreate' AND q.reason IS NULL)

-- name: code_taken
UPDATE undo_plan p SET reason = 'code_taken', other = concat('{layer} ', t.id)
FROM {schema}.journal j, {schema}.{layer} t
LEFT JOIN undo_plan q ON q.layer = :layer AND q.asset = t.id AND q.reason IS NULL
                     AND q.action IN ('delete', 'restore')
LEFT JOIN {schema}.journal k ON k.tx = q.tx AND k.n = q.n
WHERE p.layer = :layer AND p.action IN ('restore', 'recreate') AND p.reason IS NULL
  AND j.tx = p.tx AND j.n = p.n AND t.{code} = j.before ->> '{code}' AND t.id <> p.asset
  AND (q.asset IS NULL OR q.action = 'restore'
       AND k.before ->> '{code}' IS NOT DISTINCT FROM j.before ->> '{code}')

-- name: delete
DELETE FROM {schema}.{layer} t USING undo_plan p
WHERE p.layer = :layer AND p.asset = t.id AND p.action = 'delete' AND p.reason IS NULL

-- name: free_codes
-- Whoever has a code that another gets back steps aside. Found in one pass and named one by one: a layer
-- that grew since PostgreSQL counted it would be gone through anew for every asset of a join.
UPDATE {schema}.{layer} SET {code} = concat('~', id)
WHERE id = ANY (ARRAY (
  SELECT asset FROM (
    SELECT p.asset, c.has, bool_or(NOT c.has) OVER (PARTITION BY c.code) AS wanted
    FROM undo_plan p
    JOIN {schema}.{layer} l ON l.id = p.asset
    JOIN {schema}.journal j ON j.tx = p.tx AND j.n = p.n
    CROSS JOIN LATERAL (VALUES (l.{code}, true), (j.before ->> '{code}', false)) c (code, has)
    WHERE p.layer = :layer AND p.action = 'restore' AND p.reason IS NULL
      AND l.{code} IS DISTINCT FROM j.before ->> '{code}') codes
  WHERE has AND wanted))

-- name: restore
UPDATE {schema}.{layer} t SET geom = j.before_geom, {assignments}
FROM undo_plan p
JOIN {schema}.journal j ON j.tx = p.tx AND j.n = p.n
JOIN {schema}.{layer} l ON l.id = p.asset
CROSS JOIN LATERAL jsonb_populate_record(l, j.before) r
WHERE p.layer = :layer AND p.action = 'restore' AND p.reason IS NULL AND t.id = l.id

-- name: recreate
INSERT INTO {schema}.{layer} (id, version, geom, {columns})
SELECT p.asset, p.version + 1, j.before_geom, {values}
FROM undo_plan p
JOIN {schema}.journal j ON j.tx = p.tx AND j.n = p.n
CROSS JOIN LATERAL jsonb_populate_record(NULL::{schema}.{layer}, j.before) r
WHERE p.layer = :layer AND p.action = 'recreate' AND p.reason IS NULL

-- name: kept
SELECT p.layer, p.asset, p.reason, p.other, p.revision, p.at, p.actor,
       coalesce(j.before ->> 'code', later.before ->> 'code', p.asset::text) AS code,
       count(*) OVER () AS total
FROM undo_plan p LEFT JOIN {schema}.journal j ON j.tx = p.tx AND j.n = p.n
LEFT JOIN LATERAL (
  SELECT k.before FROM {schema}.journal k
  WHERE k.asset = p.asset AND k.before IS NOT NULL LIMIT 1) later ON j.before IS NULL
WHERE p.reason IS NOT NULL
ORDER BY p.layer, p.asset LIMIT :limit

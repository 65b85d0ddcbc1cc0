-- Whose search path is not this schema's finds the queue's own tables all the same.
DO $$
DECLARE
  one regprocedure;
BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_proc
    WHERE pronamespace = '{schema}'::regnamespace AND starts_with(proname, 'procrastinate_')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = {schema}, pg_temp', one);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {app}', one);
  END LOOP;
END
$$;

-- The one door through which whoever serves a commune asks for a job, in its own transaction:
-- such a role may neither see nor change what is queued.
CREATE FUNCTION {schema}.enqueue(task text, args jsonb, scheduled_at timestamptz, lock text)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
  SELECT (procrastinate_defer_jobs_v1(
    ARRAY[ROW('netzkaart', task, 0, lock, NULL, args, scheduled_at)::procrastinate_job_to_defer_v1]
  ))[1]
$$;
REVOKE EXECUTE ON FUNCTION {schema}.enqueue(text, jsonb, timestamptz, text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION {schema}.enqueue(text, jsonb, timestamptz, text) TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procrastinate_jobs, {schema}.procrastinate_workers, {schema}.procrastinate_periodic_defers, {schema}.procrastinate_events TO {app};
GRANT USAGE ON SEQUENCE {schema}.procrastinate_jobs_id_seq, {schema}.procrastinate_events_id_seq, {schema}.procrastinate_periodic_defers_id_seq TO {app};

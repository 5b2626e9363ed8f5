-- A canceled run is compared with Temporal, too, until its workflow is closed; null: no more.
ALTER TABLE "run" ALTER COLUMN "check_after" DROP NOT NULL;

DROP INDEX "run_open_check";
CREATE INDEX "run_check" ON "run"("check_after")
  WHERE "status" IN ('NOT PROCESSED', 'PROCESSING', 'WAITING', 'CANCELED') AND "check_after" IS NOT NULL;

-- Cancels those of the messages that are still to be sent: not while a provider is being asked, and not where its answer will
-- never be known. The caller holds the locks of their runs.
CREATE FUNCTION cancel_messages(ids TEXT[], at TIMESTAMPTZ) RETURNS VOID LANGUAGE sql AS $$
  UPDATE message SET status = forward_status(status, 'CANCELED'), updated_at = at,
    history = history || jsonb_build_array(jsonb_build_object('type', 'CANCELED', 'ts', floor(extract(epoch FROM at) * 1000)))
  WHERE id = ANY(ids) AND status IN ('DELAYED', 'ENQUEUED', 'ROUTED') AND NOT EXISTS (
    SELECT FROM delivery d WHERE d.message_id = message.id
      AND ((d.status = 'claimed' AND d.lease_until > now()) OR (d.status = 'unknown' AND d.retry_at IS NULL)))
$$;

-- Cancels those of the runs that are open, and what is pending in any canceled one of them: a step whose provider is being
-- asked keeps its outcome to come. Gives the runs that were open. The caller holds the locks of the runs, taken in the order
-- of their ids; every statement in here then sees what those wrote who held the locks before, which the caller's cannot.
CREATE FUNCTION cancel_runs(ids TEXT[], at TIMESTAMPTZ, why TEXT) RETURNS TEXT[] LANGUAGE plpgsql AS $$
DECLARE
  ended TEXT[];
  canceled TEXT[];
BEGIN
  WITH moved AS (
    UPDATE run SET status = forward_status(status, 'CANCELED'), reason = why, updated_at = at, check_after = now() + interval '5 seconds'
    WHERE id = ANY(ids) AND status IN ('NOT PROCESSED', 'PROCESSING', 'WAITING')
    RETURNING id
  )
  SELECT coalesce(array_agg(id ORDER BY id), '{}') INTO ended FROM moved;
  canceled := ARRAY(SELECT id FROM run WHERE id = ANY(ids) AND status = 'CANCELED');
  PERFORM cancel_messages(ARRAY(SELECT id FROM message WHERE run_id = ANY(canceled) AND status IN ('DELAYED', 'ENQUEUED', 'ROUTED')), at);
  UPDATE run_step SET status = forward_status(status, 'CANCELED'), context = context || jsonb_build_object('reason', why), updated_at = at
  WHERE run_id = ANY(canceled) AND status IN ('PROCESSING', 'WAITING') AND NOT EXISTS (
    SELECT FROM delivery d WHERE d.message_id = run_step.message_id AND d.status = 'claimed' AND d.lease_until > now());
  RETURN ended;
END
$$;

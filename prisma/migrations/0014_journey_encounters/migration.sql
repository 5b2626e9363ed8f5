-- CreateTable
CREATE TABLE "throttle_pass" (
    "run_id" TEXT NOT NULL,
    "step_order" INTEGER NOT NULL,
    "environment_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttle_pass_pkey" PRIMARY KEY ("run_id","step_order")
);

-- CreateTable
CREATE TABLE "batch_window" (
    "run_id" TEXT NOT NULL,
    "step_order" INTEGER NOT NULL,
    "environment_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "latest" TIMESTAMPTZ(3) NOT NULL,
    "most_items" INTEGER NOT NULL,
    "retain" JSONB NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "batch_window_pkey" PRIMARY KEY ("run_id","step_order")
);

-- CreateTable
CREATE TABLE "batch_item" (
    "run_id" TEXT NOT NULL,
    "step_order" INTEGER NOT NULL,
    "window_run_id" TEXT NOT NULL,
    "window_step_order" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "batch_item_pkey" PRIMARY KEY ("run_id","step_order")
);

-- CreateIndex
CREATE INDEX "throttle_pass_window" ON "throttle_pass"("environment_id", "key", "at");

-- CreateIndex
CREATE INDEX "throttle_pass_expiry" ON "throttle_pass"("expires_at");

-- One window of a key is open at a time.
CREATE UNIQUE INDEX "batch_window_open" ON "batch_window"("environment_id", "key") WHERE "closed_at" IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "batch_item_place" ON "batch_item"("window_run_id", "window_step_order", "place");

-- AddForeignKey
ALTER TABLE "batch_window" ADD CONSTRAINT "batch_window_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_item" ADD CONSTRAINT "batch_item_window_run_id_window_step_order_fkey" FOREIGN KEY ("window_run_id", "window_step_order") REFERENCES "batch_window"("run_id", "step_order") ON DELETE CASCADE ON UPDATE CASCADE;

-- As before, and nobody joins a window of theirs any more. Whoever gathers holds the lock of their own run before that of a window.
CREATE OR REPLACE FUNCTION cancel_runs(ids TEXT[], at TIMESTAMPTZ, why TEXT) RETURNS TEXT[] LANGUAGE plpgsql AS $$
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
  UPDATE batch_window SET closed_at = at WHERE run_id = ANY(canceled) AND closed_at IS NULL;
  RETURN ended;
END
$$;

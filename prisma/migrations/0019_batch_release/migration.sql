-- When the owner of a closed window is looked for, as long as it has not released it; and what the run's own data are sorted by and how long they are.
ALTER TABLE "batch_window" ADD COLUMN "check_after" TIMESTAMPTZ(3), ADD COLUMN "value" JSONB, ADD COLUMN "size" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "batch_item" ADD COLUMN "value" JSONB, ADD COLUMN "size" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "batch_window_check" ON "batch_window"("check_after") WHERE "check_after" IS NOT NULL;

-- Those that were closed before wait for a signal that may be lost.
UPDATE "batch_window" w SET "check_after" = now() WHERE "closed_at" IS NOT NULL AND EXISTS (
  SELECT FROM "run_step" s WHERE s."run_id" = w."run_id" AND s."order" = w."step_order" AND s."status" = 'WAITING');

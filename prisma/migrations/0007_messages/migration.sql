-- AlterTable
ALTER TABLE "message" ADD COLUMN "check_after" TIMESTAMPTZ(3);
ALTER TABLE "message" ADD COLUMN "trace_id" TEXT;
ALTER TABLE "message" ADD COLUMN "draft" JSONB;
ALTER TABLE "delivery" ADD COLUMN "wanted" JSONB;

-- CreateIndex
CREATE INDEX "message_check" ON "message"("check_after")
  WHERE "check_after" IS NOT NULL;

-- CreateIndex
CREATE INDEX "message_trace" ON "message"("environment_id", "trace_id")
  WHERE "trace_id" IS NOT NULL;

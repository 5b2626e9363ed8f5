-- AlterTable
ALTER TABLE "inbound_event" ADD COLUMN "matched_to" TEXT;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "event_sequence" BIGINT;

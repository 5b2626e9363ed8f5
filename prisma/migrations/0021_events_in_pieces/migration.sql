-- AlterTable
ALTER TABLE "inbound_event" ADD COLUMN "matched_to" TEXT;

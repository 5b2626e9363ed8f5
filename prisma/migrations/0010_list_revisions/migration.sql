-- Writers of a list count its revisions under the lock of its row, so that a send to it can tell what had been committed when it began.
ALTER TABLE "recipient_list" ADD COLUMN "revision" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "subscription" ADD COLUMN "created_revision" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "ended_revision" BIGINT;
UPDATE "subscription" SET "ended_revision" = 0 WHERE "ended_at" IS NOT NULL;
ALTER TABLE "subscription" ALTER COLUMN "created_revision" DROP DEFAULT;

-- Sends that are under way go on to whoever is subscribed now.
ALTER TABLE "list_send" ADD COLUMN "revisions" BIGINT[];
UPDATE "list_send" SET "revisions" = array_fill(0::bigint, ARRAY[cardinality("lists")]);
ALTER TABLE "list_send" DROP COLUMN "as_of";

-- CreateIndex
DROP INDEX "subscription_walk";
CREATE INDEX "subscription_walk" ON "subscription"("environment_id", "list_id", "user_id", "created_revision");

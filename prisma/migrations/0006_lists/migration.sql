-- CreateTable
CREATE TABLE "recipient_list" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "preferences" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_list_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" BIGSERIAL NOT NULL,
    "environment_id" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "preferences" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "recipient_list_page" ON "recipient_list"("environment_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "subscription_open" ON "subscription"("environment_id", "list_id", "user_id") WHERE "ended_at" IS NULL;

-- CreateIndex
CREATE INDEX "subscription_walk" ON "subscription"("environment_id", "list_id", "user_id", "created_at");

-- CreateIndex
CREATE INDEX "subscription_page" ON "subscription"("environment_id", "list_id", "created_at" DESC, "user_id" DESC) WHERE "ended_at" IS NULL;

-- CreateIndex
CREATE INDEX "subscription_user" ON "subscription"("environment_id", "user_id", "created_at" DESC, "list_id" DESC) WHERE "ended_at" IS NULL;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_environment_id_list_id_fkey" FOREIGN KEY ("environment_id", "list_id") REFERENCES "recipient_list"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "message" ADD COLUMN "list_id" TEXT;

-- CreateTable
CREATE TABLE "list_send" (
    "run_id" TEXT NOT NULL,
    "step_order" INTEGER NOT NULL,
    "environment_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "lists" TEXT[],
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "fields" JSONB NOT NULL,
    "bindings" JSONB NOT NULL,
    "template_version_id" TEXT,
    "cursor" TEXT NOT NULL DEFAULT '',
    "claimed_at" TIMESTAMPTZ(3),
    "check_after" TIMESTAMPTZ(3),

    CONSTRAINT "list_send_pkey" PRIMARY KEY ("run_id","step_order")
);

-- CreateIndex
CREATE INDEX "list_send_check" ON "list_send"("check_after") WHERE "check_after" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "list_send" ADD CONSTRAINT "list_send_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What of a step is not over yet is found without looking at all that it sent.
CREATE INDEX "message_routed" ON "message"("run_id", "step_order", "id") WHERE "status" = 'ROUTED';

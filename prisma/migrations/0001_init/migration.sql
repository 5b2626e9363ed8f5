-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "default_brand_id" TEXT,
    "flags" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "environment" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "mock" BOOLEAN NOT NULL DEFAULT false,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT[],
    "automation_id" TEXT,
    "cancelation_token" TEXT,
    "mock" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "context" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "check_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_step" (
    "run_id" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "ref" TEXT,
    "status" TEXT NOT NULL,
    "message_id" TEXT,
    "outcome" JSONB,
    "context" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_step_pkey" PRIMARY KEY ("run_id","order")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "run_id" TEXT,
    "step_order" INTEGER,
    "recipient" TEXT NOT NULL,
    "template_id" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "error" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "history" JSONB NOT NULL DEFAULT '[]',
    "enqueued_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "message_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),
    "address" TEXT NOT NULL,
    "rendered" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("message_id","channel")
);

-- CreateTable
CREATE TABLE "attempt" (
    "message_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "provider_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "outcome" TEXT,
    "answer" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("message_id","channel","number")
);

-- CreateTable
CREATE TABLE "profile" (
    "environment_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "profile" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("environment_id","user_id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "alias" TEXT,
    "draft" JSONB NOT NULL,
    "published_version" INTEGER,
    "creator" TEXT NOT NULL,
    "updater" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "creator" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "channels" TEXT[],
    "title" TEXT NOT NULL,
    "alias" TEXT,
    "settings" JSONB NOT NULL,
    "secrets" TEXT,
    "guarantee" TEXT NOT NULL DEFAULT 'at-least-once',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "environment_workspace_id_kind_key" ON "environment"("workspace_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "run_page" ON "run"("environment_id", "kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_open_token" ON "run"("environment_id", "cancelation_token")
  WHERE "status" IN ('NOT PROCESSED', 'PROCESSING', 'WAITING');

-- CreateIndex
CREATE INDEX "run_open_check" ON "run"("check_after")
  WHERE "status" IN ('NOT PROCESSED', 'PROCESSING', 'WAITING');

-- CreateIndex
CREATE INDEX "message_page" ON "message"("environment_id", "enqueued_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "message_run" ON "message"("run_id", "step_order");

-- CreateIndex
CREATE INDEX "template_page" ON "template"("environment_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "template_environment_id_alias_key" ON "template"("environment_id", "alias");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_number_key" ON "template_version"("template_id", "number");

-- CreateIndex
CREATE INDEX "provider_environment_id_created_at_idx" ON "provider"("environment_id", "created_at");

-- AddForeignKey
ALTER TABLE "environment" ADD CONSTRAINT "environment_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_message_id_channel_fkey" FOREIGN KEY ("message_id", "channel") REFERENCES "delivery"("message_id", "channel") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How far a status of a run, a step or a message is along its way; 9 is an end.
CREATE FUNCTION status_rank(status TEXT) RETURNS INTEGER LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE status
    WHEN 'NOT PROCESSED' THEN 0
    WHEN 'PROCESSING' THEN 1
    WHEN 'WAITING' THEN 1
    WHEN 'COMPUTING' THEN 1
    WHEN 'DELAYED' THEN 0
    WHEN 'DIGESTED' THEN 0
    WHEN 'ENQUEUED' THEN 1
    WHEN 'ROUTED' THEN 2
    WHEN 'SENT' THEN 3
    WHEN 'DELIVERED' THEN 4
    WHEN 'OPENED' THEN 5
    WHEN 'CLICKED' THEN 6
    ELSE 9
  END
$$;

-- The one way a status changes: forward, and never out of an end (J-42).
CREATE FUNCTION forward_status(current_status TEXT, next_status TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN current_status IS NULL THEN next_status
    WHEN status_rank(current_status) < 9 AND status_rank(next_status) >= status_rank(current_status) THEN next_status
    ELSE current_status
  END
$$;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "depth" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "automation" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "alias" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "draft" JSONB NOT NULL,
    "published_version" INTEGER,
    "creator" TEXT NOT NULL,
    "updater" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "automation_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "automation_version" (
    "environment_id" TEXT NOT NULL,
    "automation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "creator" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_version_pkey" PRIMARY KEY ("environment_id","automation_id","number")
);

-- CreateIndex
CREATE INDEX "automation_page" ON "automation"("environment_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "automation_environment_id_alias_key" ON "automation"("environment_id", "alias");

-- CreateIndex
CREATE INDEX "run_automation_page" ON "run"("environment_id", "automation_id", "created_at" DESC, "id" DESC)
  WHERE "automation_id" IS NOT NULL;

-- AddForeignKey
ALTER TABLE "automation_version" ADD CONSTRAINT "automation_version_environment_id_automation_id_fkey" FOREIGN KEY ("environment_id", "automation_id") REFERENCES "automation"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

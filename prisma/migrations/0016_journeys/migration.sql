-- CreateTable
CREATE TABLE "journey" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "alias" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "draft" JSONB NOT NULL,
    "node_ids" TEXT[],
    "published_version" INTEGER,
    "creator" TEXT NOT NULL,
    "updater" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "journey_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "journey_version" (
    "environment_id" TEXT NOT NULL,
    "journey_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "creator" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journey_version_pkey" PRIMARY KEY ("environment_id","journey_id","number")
);

-- AlterTable
ALTER TABLE "template" ADD COLUMN "journey_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "journey_environment_id_alias_key" ON "journey"("environment_id", "alias");

-- CreateIndex
CREATE INDEX "journey_page" ON "journey"("environment_id", "created_at" DESC, "id" DESC);

-- DropIndex
DROP INDEX "template_page";

-- CreateIndex
CREATE INDEX "template_page" ON "template"("environment_id", "journey_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "journey_version" ADD CONSTRAINT "journey_version_environment_id_journey_id_fkey" FOREIGN KEY ("environment_id", "journey_id") REFERENCES "journey"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template" ADD CONSTRAINT "template_environment_id_journey_id_fkey" FOREIGN KEY ("environment_id", "journey_id") REFERENCES "journey"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

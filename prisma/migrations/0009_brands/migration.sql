-- CreateTable
CREATE TABLE "brand" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brand_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateIndex
CREATE INDEX "brand_page" ON "brand"("environment_id", "created_at" DESC, "id" DESC);

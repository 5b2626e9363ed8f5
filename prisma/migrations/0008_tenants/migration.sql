-- CreateTable
CREATE TABLE "tenant" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "brand_id" TEXT,
    "parent_id" TEXT,
    "properties" JSONB,
    "user_profile" JSONB,
    "default_preferences" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "membership" (
    "environment_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "profile" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("environment_id","user_id","tenant_id")
);

-- CreateIndex
CREATE INDEX "tenant_page" ON "tenant"("environment_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tenant_children" ON "tenant"("environment_id", "parent_id");

-- CreateIndex
CREATE INDEX "membership_page" ON "membership"("environment_id", "tenant_id", "created_at" DESC, "user_id" DESC);

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_environment_id_tenant_id_fkey" FOREIGN KEY ("environment_id", "tenant_id") REFERENCES "tenant"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

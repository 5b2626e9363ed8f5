-- CreateTable
CREATE TABLE "idempotency" (
    "environment_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "holder" TEXT,
    "run_id" TEXT NOT NULL,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("environment_id","key")
);

-- CreateIndex
CREATE INDEX "idempotency_expires_at_idx" ON "idempotency"("expires_at");

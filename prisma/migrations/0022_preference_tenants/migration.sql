-- What was chosen for everywhere goes with no tenant.
DROP INDEX "user_preference_tenant";
CREATE INDEX "user_preference_tenant" ON "user_preference"("environment_id", "tenant_id") WHERE "tenant_id" <> '';

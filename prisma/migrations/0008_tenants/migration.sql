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

-- The tenants that are named, those that a user's only membership stands for (U-05), all their parents, and the users' memberships
-- in them. A chain is followed one tenant further than it may be long, so that a circle shows. In PL/pgSQL, which keeps its plan.
CREATE FUNCTION tenancy_around(environment TEXT, users TEXT[], named TEXT[], longest_chain INTEGER) RETURNS JSONB LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN (
    WITH RECURSIVE member AS (
      SELECT * FROM (
        SELECT m.user_id, m.tenant_id, m.profile, NOT EXISTS (
            SELECT FROM membership other
            WHERE other.environment_id = m.environment_id AND other.user_id = m.user_id AND other.tenant_id <> m.tenant_id
          ) AND NOT EXISTS (
            SELECT FROM environment e JOIN workspace w ON w.id = e.workspace_id
            WHERE e.id = m.environment_id AND w.flags -> 'tenants.infer' = 'false'
          ) AS is_inferred
        FROM membership m WHERE m.environment_id = environment AND m.user_id = ANY(users)
      ) AS own WHERE tenant_id = ANY(named) OR is_inferred
    ), layer AS (
      SELECT t.id AS leaf, 1 AS level, t.* FROM tenant t
      WHERE t.environment_id = environment AND t.id = ANY(named || ARRAY(SELECT tenant_id FROM member))
      UNION ALL
      SELECT layer.leaf, layer.level + 1, parent.* FROM layer
      JOIN tenant parent ON parent.environment_id = layer.environment_id AND parent.id = layer.parent_id
      WHERE layer.level <= longest_chain
    )
    SELECT jsonb_build_object(
      'memberships', (SELECT jsonb_agg(jsonb_build_object(
          'userId', user_id, 'tenantId', tenant_id, 'profile', coalesce(profile, '{}'), 'isInferred', is_inferred)) FROM member),
      'tenants', (SELECT jsonb_agg(jsonb_build_object('id', leaf, 'chain', chain)) FROM (
          SELECT leaf, jsonb_agg(jsonb_build_object('id', id, 'name', name, 'brandId', brand_id,
            'properties', coalesce(properties, '{}'), 'userProfile', coalesce(user_profile, '{}')) ORDER BY level DESC) AS chain
          FROM layer GROUP BY leaf) AS chains))
  );
END
$$;

-- CreateTable
CREATE TABLE "preference_section" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "creator" TEXT NOT NULL,
    "updater" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "preference_section_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "subscription_topic" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "section_id" TEXT NOT NULL,
    "default_status" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "creator" TEXT NOT NULL,
    "updater" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_topic_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateTable
CREATE TABLE "user_preference" (
    "environment_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "topic_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "routing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_preference_pkey" PRIMARY KEY ("environment_id","user_id","topic_id","tenant_id")
);

-- CreateTable
CREATE TABLE "preference_page" (
    "environment_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "body" JSONB NOT NULL,
    "publisher" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preference_page_pkey" PRIMARY KEY ("environment_id","id")
);

-- CreateIndex
CREATE INDEX "preference_section_page" ON "preference_section"("environment_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "subscription_topic_page" ON "subscription_topic"("environment_id", "section_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "user_preference_tenant" ON "user_preference"("environment_id", "tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "preference_page_version" ON "preference_page"("environment_id", "version");

-- AddForeignKey
ALTER TABLE "subscription_topic" ADD CONSTRAINT "subscription_topic_environment_id_section_id_fkey" FOREIGN KEY ("environment_id", "section_id") REFERENCES "preference_section"("environment_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_preference" ADD CONSTRAINT "user_preference_environment_id_topic_id_fkey" FOREIGN KEY ("environment_id", "topic_id") REFERENCES "subscription_topic"("environment_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is stored of these topics, archived ones too, and what these users chose of them: in no tenant, and in those that are given.
-- Null where no topic is asked about, as of most steps. In PL/pgSQL, which keeps its plan.
CREATE FUNCTION preferences_about(environment TEXT, asked TEXT[], users TEXT[], tenants TEXT[]) RETURNS JSONB LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  asked := array_remove(asked, NULL);
  IF cardinality(asked) = 0 THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'topics', (SELECT jsonb_agg(jsonb_build_object('id', wanted.id, 'byDefault', t.default_status))
      FROM unnest(asked) AS wanted(id) LEFT JOIN subscription_topic t ON t.environment_id = environment AND t.id = wanted.id),
    'choices', (SELECT jsonb_object_agg(user_id, said) FROM (
        SELECT p.user_id, jsonb_agg(jsonb_build_object(
            'topicId', p.topic_id, 'tenantId', p.tenant_id, 'status', p.status, 'routing', p.routing)) AS said
        FROM user_preference p
        WHERE p.environment_id = environment AND p.topic_id = ANY(asked) AND p.user_id = ANY(users)
          AND (p.tenant_id = '' OR p.tenant_id = ANY(tenants))
        GROUP BY p.user_id) AS chosen));
END
$$;

-- As it was, and each tenant with the defaults that it has for topics.
CREATE OR REPLACE FUNCTION tenancy_around(environment TEXT, users TEXT[], named TEXT[], longest_chain INTEGER) RETURNS JSONB LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
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
          SELECT leaf, jsonb_agg(jsonb_build_object('id', id, 'name', name, 'brandId', brand_id, 'preferences', default_preferences,
            'properties', coalesce(properties, '{}'), 'userProfile', coalesce(user_profile, '{}')) ORDER BY level DESC) AS chain
          FROM layer GROUP BY leaf) AS chains))
  );
END
$$;

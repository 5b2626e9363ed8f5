-- AlterTable
ALTER TABLE "automation" ADD COLUMN "archived_alias" TEXT;

-- AlterTable
ALTER TABLE "journey" ADD COLUMN "archived_alias" TEXT;

-- CreateIndex
CREATE INDEX "automation_archived_alias" ON "automation"("environment_id", "archived_alias");

-- CreateIndex
CREATE INDEX "journey_archived_alias" ON "journey"("environment_id", "archived_alias");

-- The node ids of what is published are a journey's own, as those of its draft are: those within branches too.
WITH RECURSIVE node AS (
  SELECT v.environment_id, v.journey_id, member.value AS body
  FROM journey j JOIN journey_version v ON v.environment_id = j.environment_id AND v.journey_id = j.id AND v.number = j.published_version
  CROSS JOIN LATERAL jsonb_path_query(v.body, '$.nodes[*]') AS member(value)
  UNION ALL
  SELECT node.environment_id, node.journey_id, member.value FROM node
  CROSS JOIN LATERAL (
    SELECT jsonb_path_query(node.body, '$.paths[*].nodes[*]') UNION ALL SELECT jsonb_path_query(node.body, '$.default.nodes[*]')
  ) AS member(value)
), live AS (
  SELECT environment_id, journey_id, array_agg(body ->> 'id') AS ids FROM node WHERE body ->> 'id' IS NOT NULL GROUP BY environment_id, journey_id
)
UPDATE journey j SET node_ids = ARRAY(SELECT unnest(j.node_ids) UNION SELECT unnest(live.ids))
FROM live WHERE live.environment_id = j.environment_id AND live.journey_id = j.id;

-- CreateTable
CREATE TABLE "inbound_event" (
    "id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "provider" TEXT NOT NULL,
    "webhook" TEXT,
    "type" TEXT NOT NULL,
    "name" TEXT,
    "user_id" TEXT,
    "message_id" TEXT,
    "mock" BOOLEAN NOT NULL DEFAULT false,
    "body" JSONB NOT NULL,
    "size" INTEGER GENERATED ALWAYS AS (octet_length("body"::text)) STORED,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,
    "outcomes" JSONB NOT NULL DEFAULT '[]',
    -- Whose events follow one another has one lane; an event of nobody has the one that its id falls to.
    "lane" INTEGER GENERATED ALWAYS AS ((hashtextextended("environment_id" || '/' || coalesce("user_id", "id"), 0) & 15)::integer) STORED,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_lane" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "event_lane_pkey" PRIMARY KEY ("id")
);

INSERT INTO "event_lane" SELECT generate_series(0, 15);

-- CreateTable
CREATE TABLE "inbound_message_id" (
    "environment_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_message_id_pkey" PRIMARY KEY ("environment_id","message_id")
);

-- CreateTable
CREATE TABLE "inbound_event_shape" (
    "environment_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "webhook" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "path" TEXT NOT NULL DEFAULT '',
    "detected" TEXT NOT NULL DEFAULT '',
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_event_shape_pkey" PRIMARY KEY ("environment_id","type","webhook","name","path","detected")
);

-- CreateTable
CREATE TABLE "inbound_webhook" (
    "environment_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "mock" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_webhook_pkey" PRIMARY KEY ("environment_id","name")
);

-- CreateTable
CREATE TABLE "event_trigger" (
    "environment_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "definition_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "event_trigger_pkey" PRIMARY KEY ("environment_id","kind","definition_id","version","source")
);

-- What waits is little, beside what was matched.
CREATE INDEX "inbound_event_waiting" ON "inbound_event"("lane", "sequence") WHERE "status" = 'WAITING';

-- CreateIndex
CREATE INDEX "inbound_event_page" ON "inbound_event"("environment_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "inbound_event_user" ON "inbound_event"("environment_id", "user_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "inbound_message_id_age" ON "inbound_message_id"("received_at");

-- CreateIndex
CREATE INDEX "inbound_event_shape_age" ON "inbound_event_shape"("last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_webhook_token_hash_key" ON "inbound_webhook"("token_hash");

-- CreateIndex
CREATE INDEX "event_trigger_source" ON "event_trigger"("environment_id", "source");

-- The events that a published journey or automation is started by. Names are trimmed as the language trims them; what is longer
-- than an index can hold is no event's.
CREATE FUNCTION event_sources(body JSONB) RETURNS SETOF TEXT LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT source FROM (
    SELECT concat_ws('/', part.kind, part.of, part.event) AS source
    FROM jsonb_path_query(body, 'lax $.nodes[*] ? (@.type == "trigger")') AS node, LATERAL (
      SELECT node ->> 'trigger_type' AS kind,
        btrim(node ->> CASE node ->> 'trigger_type' WHEN 'segment' THEN 'request_type' ELSE 'event_source' END, blanks) AS of,
        btrim(node ->> 'event_id', blanks) AS event
      FROM (VALUES (E' \t\n\x0b\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff')) AS trimmed(blanks)
    ) AS part WHERE part.kind IN ('segment', 'webhook')
    UNION ALL
    SELECT named #>> '{}' FROM jsonb_path_query(body, 'lax $.sources[*] ? (@.type() == "string")') AS named
  ) AS sources WHERE octet_length(source) BETWEEN 1 AND 2200
$$;

-- A version's triggers are those of its body, whatever publishes it. Those of earlier versions are no longer asked for.
CREATE FUNCTION write_event_triggers() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  definition TEXT := to_jsonb(NEW) ->> (TG_ARGV[0] || '_id');
BEGIN
  DELETE FROM event_trigger
  WHERE environment_id = NEW.environment_id AND kind = TG_ARGV[0] AND definition_id = definition AND version < NEW.number;
  INSERT INTO event_trigger (environment_id, kind, definition_id, version, source)
  SELECT NEW.environment_id, TG_ARGV[0], definition, NEW.number, source FROM event_sources(NEW.body) AS source;
  RETURN NULL;
END
$$;

CREATE TRIGGER "journey_version_events" AFTER INSERT ON "journey_version" FOR EACH ROW EXECUTE FUNCTION write_event_triggers('journey');

CREATE TRIGGER "automation_version_events" AFTER INSERT ON "automation_version" FOR EACH ROW EXECUTE FUNCTION write_event_triggers('automation');

INSERT INTO event_trigger (environment_id, kind, definition_id, version, source)
SELECT v.environment_id, 'journey', v.journey_id, v.number, source
FROM journey j JOIN journey_version v ON v.environment_id = j.environment_id AND v.journey_id = j.id AND v.number = j.published_version,
  event_sources(v.body) AS source
UNION ALL
SELECT v.environment_id, 'automation', v.automation_id, v.number, source
FROM automation a JOIN automation_version v ON v.environment_id = a.environment_id AND v.automation_id = a.id AND v.number = a.published_version,
  event_sources(v.body) AS source;

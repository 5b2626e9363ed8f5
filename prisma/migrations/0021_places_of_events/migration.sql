-- AlterTable
ALTER TABLE "inbound_event" ADD COLUMN "matched_to" TEXT;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "event_sequence" BIGINT;

-- As before, with room for the longest names of a webhook and of its event, in any alphabet.
CREATE OR REPLACE FUNCTION event_sources(body JSONB) RETURNS SETOF TEXT LANGUAGE sql STABLE PARALLEL SAFE AS $$
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
  ) AS sources WHERE octet_length(source) BETWEEN 1 AND 2400
$$;

-- Both objects at any depth, and where they collide, what is above; anything but two objects does not mix.
CREATE FUNCTION lay_over(below JSONB, above JSONB) RETURNS JSONB LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF above IS NULL THEN
    RETURN below;
  END IF;
  IF jsonb_typeof(below) IS DISTINCT FROM 'object' OR jsonb_typeof(above) <> 'object' THEN
    RETURN above;
  END IF;
  RETURN below || (
    SELECT coalesce(jsonb_object_agg(key, lay_over(below -> key, value)), '{}') FROM jsonb_each(above)
  );
END
$$;

-- What becomes of an existing value when another comes in (M-01 to M-04), as language/merge.ts has it.
CREATE FUNCTION merge_json(existing JSONB, incoming JSONB, strategy TEXT) RETURNS JSONB LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE strategy
    WHEN 'replace' THEN incoming
    WHEN 'overwrite' THEN lay_over(existing, incoming)
    WHEN 'soft-merge' THEN lay_over(incoming, existing)
    WHEN 'none' THEN CASE WHEN existing IS NULL OR existing = '{}' THEN incoming ELSE existing END
  END
$$;

-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "next_list_turn" TIMESTAMPTZ(6),
ADD COLUMN     "next_slot" TIMESTAMPTZ(6),
ADD COLUMN     "next_turn" TIMESTAMPTZ(6),
ADD COLUMN     "rate_limit" JSONB;

-- Slots for calls of a provider with a limit: evenly spaced, so that no window has more than the limit. Those that are within
-- reach are taken. Whoever gets none is told when to ask again, one slot's time after the one before: were they all told the
-- moment at which the first of them may come, all of them would come then. Who comes for the first time while others are away
-- goes behind them. Of a provider without a limit every slot is now.
CREATE FUNCTION take_slots(provider_id TEXT, wanted INT, line TEXT, is_back BOOLEAN, within_ms FLOAT8)
RETURNS TABLE (taken INT, slot_ms FLOAT8, turn_ms FLOAT8, gap_ms FLOAT8) AS $$
DECLARE
  paced provider;
  moment TIMESTAMPTZ;
  reach TIMESTAMPTZ;
  gap INTERVAL;
  slot TIMESTAMPTZ;
  waiting TIMESTAMPTZ;
  turn TIMESTAMPTZ;
BEGIN
  SELECT * INTO paced FROM provider p WHERE p.id = provider_id AND p.rate_limit IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT wanted, 0::FLOAT8, 0::FLOAT8, 0::FLOAT8;
    RETURN;
  END IF;
  -- Not now(): that is before the row was waited for.
  moment := clock_timestamp();
  reach := moment + within_ms * interval '1 millisecond';
  gap := CASE paced.rate_limit ->> 'per' WHEN 'hour' THEN interval '1 hour' WHEN 'minute' THEN interval '1 minute' ELSE interval '1 second' END
    / (paced.rate_limit ->> 'max')::FLOAT8;
  -- Never is one taken that is 10 s away: where the next one is, the limit was another one then, or the clock was put back.
  slot := greatest(least(coalesce(paced.next_slot, moment), moment + interval '10 seconds' + gap), moment);
  waiting := greatest(CASE line WHEN 'list' THEN paced.next_list_turn ELSE paced.next_turn END, moment);
  taken := 0;
  IF slot <= reach AND (is_back OR waiting <= reach) THEN
    taken := least(wanted, floor(extract(epoch FROM reach - slot) / extract(epoch FROM gap))::INT + 1);
  END IF;
  turn := greatest(waiting, slot + taken * gap);
  UPDATE provider p SET
    next_slot = CASE WHEN taken > 0 THEN slot + taken * gap ELSE p.next_slot END,
    next_turn = CASE WHEN taken < wanted AND line <> 'list' THEN turn + (wanted - taken) * gap ELSE p.next_turn END,
    next_list_turn = CASE WHEN taken < wanted AND line = 'list' THEN turn + (wanted - taken) * gap ELSE p.next_list_turn END
  WHERE p.id = provider_id;
  slot_ms := extract(epoch FROM slot - moment) * 1000;
  turn_ms := extract(epoch FROM turn - moment) * 1000;
  gap_ms := extract(epoch FROM gap) * 1000;
  RETURN NEXT;
END
$$ LANGUAGE plpgsql;

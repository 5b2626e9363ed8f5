import type pg from 'pg';

interface Accepted {
  key: string;
  address: string;
}

interface Row {
  user_id: string;
  expected: string;
  messages: number;
  message_id: string | null;
  message: string | null;
  deliveries: number;
  channel: string | null;
  delivery: string | null;
  address: string | null;
  claimed: number | null;
  tries: { number: number; outcome: string | null }[];
}

const ROWS = `
SELECT s.user_id, p.profile ->> 'email' AS expected, count(DISTINCT m.id)::int AS messages, min(m.id) AS message_id, min(m.status) AS message,
  count(d.*)::int AS deliveries, min(d.channel) AS channel, min(d.status) AS delivery, min(d.address) AS address, min(d.attempt) AS claimed,
  coalesce((SELECT json_agg(a ORDER BY a.number) FROM attempt a WHERE a.message_id = min(m.id)), '[]') AS tries
FROM subscription s JOIN profile p ON p.environment_id = s.environment_id AND p.user_id = s.user_id
LEFT JOIN message m ON m.run_id = $1 AND m.recipient = s.user_id LEFT JOIN delivery d ON d.message_id = m.id
WHERE s.list_id = $2 GROUP BY s.user_id, p.profile`;

/**
 * Judges one finished send to a list by the tables and the provider's log alone; it shares no code with what wrote them.
 * Empty when everyone on the list has exactly one accepted message, and nobody else has any.
 */
export async function checkListSend(
  pool: pg.Pool,
  { runId, list, accepted }: { runId: string; list: string; accepted: readonly Accepted[] },
): Promise<string[]> {
  const { rows } = await pool.query<Row>(ROWS, [runId, list]);
  const parcels = new Map(accepted.map((parcel) => [parcel.key, parcel]));
  const keys = new Set(rows.map(keyOf));
  const strays = accepted.filter(({ key }) => !keys.has(key)).map(({ key }) => `a parcel of no subscriber: ${key}`);
  const { rows: others } = await pool.query<{ count: number }>(
    `SELECT count(*)::int FROM message m WHERE m.run_id = $1 AND NOT EXISTS (SELECT FROM subscription s WHERE s.list_id = $2 AND s.user_id = m.recipient)`,
    [runId, list],
  );
  const excess = others[0]?.count ? [`${others[0].count} messages to nobody on the list`] : [];
  return [...rows.flatMap((row) => violationsOf(row, parcels.get(keyOf(row)))), ...strays, ...excess];
}

function violationsOf(row: Row, parcel: Accepted | undefined): string[] {
  const { tries } = row;
  const last = tries.at(-1);
  const rules: [boolean, string][] = [
    [row.messages === 1, `${row.messages} messages`],
    [row.deliveries === 1, `${row.deliveries} deliveries`],
    [parcel !== undefined, 'the provider has nothing for them'],
    [parcel?.address === row.expected && row.address === row.expected, 'it went to another address'],
    [row.message === 'SENT' && row.delivery === 'sent', `message ${row.message}, delivery ${row.delivery}`],
    [tries.every(({ number }, index) => number === index + 1), 'attempts are missing'],
    [last?.number === row.claimed && last?.outcome === 'sent', 'the last attempt was not the one that sent'],
    [tries.slice(0, -1).every(({ outcome }) => outcome && outcome !== 'sent'), 'tried again after it was sent'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => `${row.user_id}: ${what}`);
}

function keyOf({ message_id, channel }: Row): string {
  return `${message_id}-${channel}`;
}

import type pg from 'pg';

/** One step of one run as the tables tell it, with what the provider says it took. */
export interface StepStory {
  runId: string;
  run: string;
  order: number;
  action: string;
  step: string;
  message: string | null;
  delivery: string | null;
  /** Outcomes of the attempts, oldest first; `open` where none is written. */
  attempts: string[];
  /** What the provider, or the next worker, said of each attempt. */
  answers: string[];
  /** How many mails of this delivery the provider accepted. */
  mails: number;
}

interface AcceptedMail {
  to: string[];
  key: string;
}

interface Row extends Omit<StepStory, 'attempts' | 'answers' | 'mails'> {
  message_id: string | null;
  named_message: string | null;
  channel: string | null;
  address: string | null;
  claimed: number | null;
  environments: number;
  tries: { number: number; outcome: string | null; answer: string | null; ended_at: string | null }[];
}

const ROWS = `
SELECT r.id AS "runId", r.status AS run, s."order", s.action, s.status AS step, s.message_id AS named_message,
  m.id AS message_id, m.status AS message, d.channel, d.status AS delivery, d.address, d.attempt AS claimed,
  (SELECT count(DISTINCT e) FROM unnest(ARRAY[r.environment_id, m.environment_id, d.environment_id]) AS e)::int AS environments,
  coalesce((SELECT json_agg(a ORDER BY a.number) FROM attempt a WHERE a.message_id = d.message_id AND a.channel = d.channel), '[]') AS tries
FROM run r LEFT JOIN run_step s ON s.run_id = r.id
LEFT JOIN message m ON m.run_id = r.id AND m.step_order = s."order"
LEFT JOIN delivery d ON d.message_id = m.id
ORDER BY r.id, s."order", m.id, d.channel`;

/**
 * Judges finished runs by the tables and the mail server's log alone; it shares no code with what wrote them.
 * `violations` names everything that must never be, whatever happened on the way.
 */
export async function checkLedger(pool: pg.Pool, mails: readonly AcceptedMail[]) {
  const { rows } = await pool.query<Row>(ROWS);
  const violations = [...rows.flatMap((row) => violationsOf(row, mails)), ...repeated(rows), ...strays(rows, mails)];
  return { violations, stories: rows.map((row) => storyOf(row, mails)) };
}

function storyOf(row: Row, mails: readonly AcceptedMail[]): StepStory {
  const { runId, run, order, action, step, message, delivery, tries } = row;
  const attempts = tries.map(({ outcome }) => outcome ?? 'open');
  const answers = tries.map(({ answer }) => answer ?? '');
  return { runId, run, order, action, step, message, delivery, attempts, answers, mails: mailsOf(row, mails).length };
}

/** What is wrong with one delivery of one step. */
function violationsOf(row: Row, mails: readonly AcceptedMail[]): string[] {
  const { tries, delivery, claimed, step } = row;
  const last = tries.at(-1);
  const accepted = mailsOf(row, mails);
  const isSettled = delivery === 'sent' || delivery === 'refused' || delivery === 'unknown';
  const rules: [boolean, string][] = [
    [row.message_id === row.named_message, 'the step names another message'],
    [row.environments === 1, 'rows of one run are in several environments'],
    [delivery === null || tries.length > 0, 'a delivery without an attempt'],
    [tries.every(({ number }, index) => number === index + 1), 'attempts are missing'],
    [tries.every(({ outcome, ended_at }) => (outcome === null) === (ended_at === null)), 'an attempt is half closed'],
    [
      tries.slice(0, -1).every(({ outcome }) => outcome && outcome !== 'sent'),
      'tried again after the answer was known',
    ],
    [claimed === null || claimed === last?.number, 'the claim is not the last attempt'],
    [!isSettled || last?.outcome === delivery, 'the delivery and its last attempt disagree'],
    [delivery !== 'sent' || accepted.length > 0, 'sent, yet the provider has no mail'],
    [accepted.length <= tries.length, 'more mails than attempts'],
    [accepted.every(({ to }) => to.length === 1 && to[0] === row.address), 'a mail went to another address'],
    [row.run !== 'PROCESSED' || step === 'PROCESSED' || step === 'SKIPPED', 'a processed run with an open step'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => `${row.runId} step ${row.order}: ${what}`);
}

/** Each step of each run has one message, and it goes out on one channel. */
function repeated(rows: readonly Row[]): string[] {
  const steps = rows.map(({ runId, order }) => `${runId} step ${order}`);
  return steps.filter((step, index) => steps.indexOf(step) !== index).map((step) => `${step}: more than one message`);
}

/** Mails that belong to no delivery. */
function strays(rows: readonly Row[], mails: readonly AcceptedMail[]): string[] {
  const keys = new Set(rows.map(keyOf));
  return mails.filter(({ key }) => !keys.has(key)).map(({ key }) => `a mail of no delivery: ${key}`);
}

function mailsOf(row: Row, mails: readonly AcceptedMail[]): AcceptedMail[] {
  return row.message_id ? mails.filter(({ key }) => key === keyOf(row)) : [];
}

function keyOf({ message_id, channel }: Row): string {
  return `${message_id}-${channel}`;
}

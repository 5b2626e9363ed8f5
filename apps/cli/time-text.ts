const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** An ISO 8601 instant with its offset as a person reads it: `Sun 2026-03-01 09:00:00 +01:00`. */
export function timeText(local: string): string {
  const [, date = '', time = '', offset = ''] = /^(.+)T([\d:]+)(?:\.\d+)?(.*)$/.exec(local) ?? [];
  return `${DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${date} ${time} ${offset}`;
}

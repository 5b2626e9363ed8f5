import { type DestinationStream, type Logger, pino } from 'pino';

import type { Settings } from '../config/settings.ts';

/** Paths that no line of the log may show, whatever is logged. */
const REDACTED = [
  'authorization',
  'password',
  'apiKey',
  'settings',
  'data',
  'profile',
  '*.authorization',
  '*.password',
  '*.apiKey',
];

/** The log of one process, on its standard output unless told otherwise: JSON lines, or readable ones on a terminal. */
export function createLogger(
  { logLevel, logFormat }: Pick<Settings, 'logLevel' | 'logFormat'>,
  name: string,
  destination?: DestinationStream,
): Logger {
  const options = { level: logLevel, base: { name }, redact: REDACTED, serializers: { err: errorOf } };
  if (logFormat === 'json') return pino(options, destination);
  return pino(options, { write: (line) => (destination ?? process.stdout).write(readable(line)) });
}

/** An error without the fields that a driver adds: PostgreSQL's `detail` quotes rows. Whatever else was thrown is text. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, code } = error as Error & { code?: unknown };
  return { type: name, message, stack, ...(code !== undefined && { code }) };
}

/** "12:00:00 warn worker text field=value" */
function readable(line: string): string {
  const { time, level, name, msg, err, ...fields } = JSON.parse(line);
  const details = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const cause = err?.message ? [`(${err.message})`] : [];
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${[clock, pino.levels.labels[level] ?? level, name, msg, ...details, ...cause].join(' ')}\n`;
}

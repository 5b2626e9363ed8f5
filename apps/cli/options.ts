/** What may stand behind `angarium simulate`, as Node's `parseArgs` reads it. */
export const options = {
  profile: { type: 'string' },
  data: { type: 'string' },
  event: { type: 'string' },
  start: { type: 'string' },
  zone: { type: 'string' },
  assume: { type: 'string' },
  world: { type: 'string' },
  expect: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

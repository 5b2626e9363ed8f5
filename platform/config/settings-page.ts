import { settingNotes } from './setting-notes.ts';
import { SettingsSchema } from './settings-schema.ts';

/** The reference page of the settings, in Markdown; `docs/reference/settings.md` is this text. */
export function settingsPage(): string {
  const shape: Record<string, { safeParse(value: undefined): { success: boolean; data?: unknown } }> =
    SettingsSchema.shape;
  const rows = settingNotes().map(([field, { variable, meaning, absent }]) => {
    const plain = shape[field]?.safeParse(undefined).data;
    return `| \`${variable}\` | ${absent ?? (plain === undefined ? 'none' : `\`${plain}\``)} | ${meaning} |`;
  });
  return `${[...heading, ...rows].join('\n')}\n`;
}

const heading = [
  '# Settings',
  '',
  'Every process reads its settings from environment variables when it starts, and reports all problems together.',
  'An empty variable counts as absent. This page is generated from the schema: `npm run build && node scripts/settings-page.mjs`.',
  '',
  '| Variable | Without it | Meaning |',
  '|---|---|---|',
];

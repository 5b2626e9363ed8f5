import type { SettingNotes } from './settings-schema.ts';
import { SettingsSchema } from './settings-schema.ts';

/** The notes of every setting with its field's name, in the order of the schema. */
export function settingNotes(): [field: string, notes: SettingNotes][] {
  return Object.entries(SettingsSchema.shape).map(([field, schema]) => [
    field,
    schema.meta() as unknown as SettingNotes,
  ]);
}

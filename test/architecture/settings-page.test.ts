import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

import { settingsPage } from '../../platform/config/settings-page.ts';

it('R-02 settings page: says what the schema says', async () => {
  expect(await readFile('docs/reference/settings.md', 'utf8')).toBe(settingsPage());
});
